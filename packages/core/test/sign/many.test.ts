import { expect, test } from "vitest";
import { createSigner, type Role, type WebRequest } from "../../src/index.ts";
import { CREDENTIALS, NOW } from "../fixtures.ts";
import { refusalOf } from "../refusal.ts";

const TIMETABLE: readonly WebRequest[] = Array.from({ length: 500 }, (_, i) => ({
  meetingNumber: String(872_706_955 + i),
  role: (i % 2) as Role,
  expirationSeconds: i % 3 === 0 ? 1800 : 7200,
  ...(i % 5 === 0 && { videoWebRtcMode: 1 as const }),
}));

test("many are what each alone would be", () => {
  const signer = createSigner({ ...CREDENTIALS, now: () => NOW });
  expect(signer.signMany(TIMETABLE)).toEqual(TIMETABLE.map((request) => signer.sign(request)));
  expect(signer.signMany([])).toEqual([]);
});

test("all are signed by one reading of the clock", () => {
  let clock = NOW;
  const signer = createSigner({ ...CREDENTIALS, now: () => clock++ });
  const made = signer.signMany(new Set(TIMETABLE));
  expect(new Set(made.map(({ issuedAt }) => issuedAt)).size).toBe(1);
});

test("the first that is refused is named, and nothing is signed", () => {
  const signer = createSigner({ ...CREDENTIALS, now: () => NOW });
  const wrong = [...TIMETABLE.slice(0, 3), { meetingNumber: "87270695528", role: 2 as Role }];
  expect(refusalOf(() => signer.signMany(wrong))).toMatchObject({ code: "role-invalid", field: "[3].role" });
  expect(() => signer.signMany([undefined as unknown as WebRequest])).toThrow(TypeError);
  expect(() => signer.signMany(undefined as unknown as WebRequest[])).toThrow(TypeError);
});
