import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { createSigner } from "../../../src/index.ts";
import { ALPHANUMERIC, BASE64URL, BEYOND_ASCII, seeded } from "../../random.ts";

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
