import { expect, test } from "vitest";
import { createSigner, type Role, type SignerOptions, type VideoWebRtcMode } from "../../src/index.ts";
import { CREDENTIALS, NOW } from "../fixtures.ts";
import { refusalOf } from "../refusal.ts";

const signer = createSigner({ ...CREDENTIALS, now: () => NOW });

const NOT_ROLES: readonly [value: unknown, shown: string][] = [
  [2, "2"],
  [-1, "-1"],
  [0.5, "0.5"],
  [Number.NaN, "NaN"],
  ["0", '"0"'],
  ["1", '"1"'],
  ["1abc", '"1abc"'],
  ["host", '"host"'],
  ["", '""'],
  [true, "true"],
  [false, "false"],
  [null, "null"],
  [[1], "a list"],
  [{ valueOf: () => 1 }, "an object"],
  [Object(1), "an object"],
  [1n, "a bigint"],
  [Symbol("1"), "a symbol"],
  [() => 1, "a function"],
];

test.each([...NOT_ROLES, [undefined, "nothing"] as const])("role %o is refused", (role, shown) => {
  expect(refusalOf(() => signer.sign({ meetingNumber: "87270695528", role: role as Role }))).toEqual({
    code: "role-invalid",
    field: "role",
    message: `role is ${shown}; it is the number 0 or 1`,
    help: "Give 0 to take part or 1 to host.",
  });
});

test.each(NOT_ROLES)("videoWebRtcMode %o is refused", (mode, shown) => {
  const request = {
    meetingNumber: "87270695528",
    role: 0,
    videoWebRtcMode: mode as VideoWebRtcMode,
  } as const;
  expect(refusalOf(() => signer.sign(request))).toEqual({
    code: "video-webrtc-mode-invalid",
    field: "videoWebRtcMode",
    message: `videoWebRtcMode is ${shown}; it is the number 0 or 1, or left out`,
    help: "Leave it out to let Zoom decide.",
  });
});

test.each<[options: unknown, message: string]>([
  [undefined, "createSigner() wants { sdkKey, sdkSecret }"],
  [null, "createSigner() wants { sdkKey, sdkSecret }"],
  ["key", "createSigner() wants { sdkKey, sdkSecret }"],
  [{ ...CREDENTIALS, now: NOW }, "now has to be a function that gives seconds"],
  [{ ...CREDENTIALS, backdateSeconds: -1 }, "backdateSeconds has to be a whole number from 0 to 900"],
  [{ ...CREDENTIALS, backdateSeconds: 901 }, "backdateSeconds has to be a whole number from 0 to 900"],
  [{ ...CREDENTIALS, backdateSeconds: 1.5 }, "backdateSeconds has to be a whole number from 0 to 900"],
  [{ ...CREDENTIALS, backdateSeconds: "30" }, "backdateSeconds has to be a whole number from 0 to 900"],
])("createSigner(%o) is a TypeError", (options, message) => {
  expect(() => createSigner(options as SignerOptions)).toThrow(new TypeError(message));
});

test("sign() and signNative() without their object are a TypeError", () => {
  for (const wrong of [undefined, null, "87270695528"] as never[]) {
    expect(() => signer.sign(wrong)).toThrow(new TypeError("sign() wants { meetingNumber, role }"));
  }
  for (const wrong of [null, "7200", 7200] as never[]) {
    expect(() => signer.signNative(wrong)).toThrow(
      new TypeError("signNative() wants { expirationSeconds? }"),
    );
  }
});
