import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { createSigner } from "../../src/index.ts";
import { CREDENTIALS, NOW, SDK_KEY } from "../fixtures.ts";
import { ALPHANUMERIC, BASE64URL, BEYOND_ASCII, seeded } from "../random.ts";

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

test("100,000 whole signatures agree with JSON.stringify and node:crypto", () => {
  const random = seeded(7519);
  const different: string[] = [];
  for (let i = 0; i < 100_000; i++) {
    const sdkKey = `k${random.text(BASE64URL, random.whole(15, 40))}`;
    const sdkSecret = `s${random.text(i % 2 ? BEYOND_ASCII : ALPHANUMERIC, random.whole(20, 198))}e`;
    const now = random.whole(1_700_000_000, 4_000_000_000);
    const expirationSeconds = random.whole(1831, 172_700);
    const mn = random.text([..."0123456789"], random.whole(9, 11));
    const role = random.whole(0, 1) as 0 | 1;
    const mode = ([undefined, 0, 1] as const)[random.whole(0, 2)];
    const web = i % 3 > 0;

    const ours = createSigner({ sdkKey, sdkSecret, now: () => now });
    const { signature } = web
      ? ours.sign({ meetingNumber: mn, role, expirationSeconds, videoWebRtcMode: mode })
      : ours.signNative({ expirationSeconds });

    const exp = now + expirationSeconds;
    const payload = {
      appKey: sdkKey,
      sdkKey,
      ...(web && { mn, role }),
      iat: now - 30,
      exp,
      tokenExp: exp,
      ...(web && mode !== undefined && { video_webrtc_mode: mode }),
    };
    const input = ['{"alg":"HS256","typ":"JWT"}', JSON.stringify(payload)]
      .map((text) => Buffer.from(text).toString("base64url"))
      .join(".");
    const theirs = `${input}.${createHmac("sha256", sdkSecret).update(input).digest("base64url")}`;
    if (signature !== theirs) different.push(`${i}: ${sdkKey}, ${sdkSecret.length} characters of secret`);
  }
  expect(different).toEqual([]);
}, 120_000);
