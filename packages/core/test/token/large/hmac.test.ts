import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { hmac, hmacKey } from "../../../src/token/hmac.ts";
import { utf8 } from "../../../src/token/platform.ts";
import { hexOf } from "../../hex.ts";
import { ALPHANUMERIC, BEYOND_ASCII, seeded } from "../../random.ts";

test("100,000 random keys and messages agree with node:crypto", () => {
  const random = seeded(2104);
  const different: string[] = [];
  for (let i = 0; i < 100_000; i++) {
    const secret = random.text(i % 2 ? BEYOND_ASCII : ALPHANUMERIC, random.whole(20, 200));
    const message = random.bytes(random.whole(0, 300));
    const ours = hexOf(hmac(hmacKey(utf8(secret)), message));
    const theirs = createHmac("sha256", secret).update(message).digest("hex");
    if (ours !== theirs) different.push(`message ${i} of ${message.length} bytes`);
  }
  expect(different).toEqual([]);
}, 60_000);
