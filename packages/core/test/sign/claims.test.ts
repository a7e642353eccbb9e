import { expect, test } from "vitest";
import { createSigner, type WebRequest } from "../../src/index.ts";
import { CREDENTIALS, NOW, SDK_KEY } from "../fixtures.ts";

const signer = createSigner({ ...CREDENTIALS, now: () => NOW });

function parts(signature: string): { header: string; payload: string } {
  const [header = "", payload = ""] = signature
    .split(".")
    .map((part) => Buffer.from(part, "base64url").toString());
  return { header, payload };
}

const TIMES = `"iat":${NOW - 30},"exp":${NOW + 7200},"tokenExp":${NOW + 7200}`;
const KEYS = `"appKey":"${SDK_KEY}","sdkKey":"${SDK_KEY}"`;

test("the header, and the web claims in their order and types", () => {
  const signed = signer.sign({ meetingNumber: "872 7069 5528", role: 0 });
  expect(parts(signed.signature)).toEqual({
    header: '{"alg":"HS256","typ":"JWT"}',
    payload: `{${KEYS},"mn":"87270695528","role":0,${TIMES}}`,
  });
  expect(signed).toEqual({
    signature: signed.signature,
    sdkKey: SDK_KEY,
    meetingNumber: "87270695528",
    role: 0,
    issuedAt: NOW - 30,
    expiresAt: NOW + 7200,
    expiresIn: 7200,
  });
});

test("video_webrtc_mode comes last, and only when asked for", () => {
  for (const videoWebRtcMode of [0, 1] as const) {
    const { signature } = signer.sign({ meetingNumber: 87270695528, role: 1, videoWebRtcMode });
    expect(parts(signature).payload).toBe(
      `{${KEYS},"mn":"87270695528","role":1,${TIMES},"video_webrtc_mode":${videoWebRtcMode}}`,
    );
  }
});

test("the native claims: no meeting, no role", () => {
  const signed = signer.signNative();
  expect(parts(signed.signature).payload).toBe(`{${KEYS},${TIMES}}`);
  expect(signed).toEqual({
    signature: signed.signature,
    sdkKey: SDK_KEY,
    issuedAt: NOW - 30,
    expiresAt: NOW + 7200,
    expiresIn: 7200,
  });
});

test("role -0 is signed as 0", () => {
  expect(parts(signer.sign({ meetingNumber: 87270695528, role: -0 as 0 }).signature).payload).toContain(
    '"role":0,',
  );
  expect(Object.is(signer.sign({ meetingNumber: 87270695528, role: -0 as 0 }).role, 0)).toBe(true);
});

/** Each differs from the one above it in one claim alone. */
const ONE_AFTER_ANOTHER: readonly (readonly [what: string, clock: number, request: Partial<WebRequest>])[] = [
  ["the first", NOW, {}],
  ["nothing", NOW, {}],
  ["the meeting", NOW, { meetingNumber: "87270695529" }],
  ["the role", NOW, { role: 1 }],
  ["iat", NOW + 1, { role: 1, expirationSeconds: 7199 }],
  ["exp", NOW + 1, { role: 1, expirationSeconds: 7300 }],
  ["video_webrtc_mode", NOW + 1, { role: 1, expirationSeconds: 7300, videoWebRtcMode: 0 }],
  ["video_webrtc_mode", NOW + 1, { role: 1, expirationSeconds: 7300, videoWebRtcMode: 1 }],
  ["video_webrtc_mode", NOW + 1, { role: 1, expirationSeconds: 7300 }],
  ["the role", NOW + 1, { role: 0, expirationSeconds: 7300 }],
];

test("what changes between two signatures is in the second, and nothing of the first", () => {
  let clock = NOW;
  const one = createSigner({ ...CREDENTIALS, now: () => clock });
  for (const [what, now, changed] of ONE_AFTER_ANOTHER) {
    clock = now;
    const request = { meetingNumber: "87270695528", role: 0, ...changed } as const;
    const alone = createSigner({ ...CREDENTIALS, now: () => now }).sign(request);
    expect({ what, signed: one.sign(request) }).toEqual({ what, signed: alone });
  }
});
