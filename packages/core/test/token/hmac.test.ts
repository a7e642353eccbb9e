import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { equalBytes, hmac, hmacInPlace, hmacKey, hmacPrefix } from "../../src/token/hmac.ts";
import { utf8 } from "../../src/token/platform.ts";
import { bytesOfHex, hexOf } from "../hex.ts";
import { ALPHANUMERIC, BASE64URL, seeded } from "../random.ts";

interface Case {
  readonly key: string;
  readonly data: string;
  readonly mac: string;
}

/** RFC 4231 sections 4.2 to 4.8; case 5 shows only the MAC's first 128 bits. */
const RFC_4231: readonly Case[] = [
  {
    key: "0b".repeat(20),
    data: hexOf(Buffer.from("Hi There")),
    mac: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
  },
  {
    key: hexOf(Buffer.from("Jefe")),
    data: hexOf(Buffer.from("what do ya want for nothing?")),
    mac: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
  },
  {
    key: "aa".repeat(20),
    data: "dd".repeat(50),
    mac: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
  },
  {
    key: "0102030405060708090a0b0c0d0e0f10111213141516171819",
    data: "cd".repeat(50),
    mac: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
  },
  {
    key: "0c".repeat(20),
    data: hexOf(Buffer.from("Test With Truncation")),
    mac: "a3b6167473100ee06e0c796c2955552b",
  },
  {
    key: "aa".repeat(131),
    data: hexOf(Buffer.from("Test Using Larger Than Block-Size Key - Hash Key First")),
    mac: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
  },
  {
    key: "aa".repeat(131),
    data: hexOf(
      Buffer.from(
        "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.",
      ),
    ),
    mac: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
  },
];

test.each(RFC_4231.map((vector, index) => ({ ...vector, number: index + 1 })))(
  "RFC 4231, case $number",
  ({ key, data, mac }) => {
    const made = hexOf(hmac(hmacKey(bytesOfHex(key)), bytesOfHex(data)));
    expect(made).toHaveLength(64);
    expect(made.slice(0, mac.length)).toBe(mac);
  },
);

test.each([0, 1, 31, 32, 63, 64, 65, 128])("a key of %d bytes agrees with node:crypto", (length) => {
  const key = Uint8Array.from({ length }, (_, i) => 3 * i + 1);
  expect(hexOf(hmac(hmacKey(key), utf8("message")))).toBe(
    createHmac("sha256", key).update("message").digest("hex"),
  );
});

test("of a longer memory the MAC takes 32 bytes", () => {
  const key = hmacKey(utf8("secret"));
  const mac = new Uint8Array(40).fill(0x2e);
  hmacInPlace(hmacPrefix(key, utf8("")), new Uint8Array(80), 1, mac);
  expect(hexOf(mac)).toBe(`${hexOf(hmac(key, Uint8Array.of(0)))}${"2e".repeat(8)}`);
});

/** In memory that held something else, of which nothing may count. */
function inPlace(prefix: ReturnType<typeof hmacPrefix>, message: string): string {
  const bytes = new Uint8Array(message.length + 72).fill(0xa5);
  bytes.set(utf8(message));
  const mac = new Uint8Array(32);
  hmacInPlace(prefix, bytes, message.length, mac);
  return hexOf(mac);
}

test("a beginning hashed ahead gives the same MAC, wherever the message is cut", () => {
  const random = seeded(4231);
  const secret = random.text(ALPHANUMERIC, 32);
  const key = hmacKey(utf8(secret));
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 127, 128, 129, 200, 300, 700]) {
    const message = random.text(BASE64URL, length);
    const whole = createHmac("sha256", secret).update(message).digest("hex");
    for (let cut = 0; cut <= length; cut++) {
      const prefix = hmacPrefix(key, utf8(message.slice(0, cut)));
      expect(inPlace(prefix, message)).toBe(whole);
    }
  }
}, 60_000);

test("a beginning can be used again", () => {
  const prefix = hmacPrefix(hmacKey(utf8("secret")), utf8("beginning"));
  const first = inPlace(prefix, "beginning.one");
  expect(inPlace(prefix, "beginning.two")).not.toBe(first);
  expect(inPlace(prefix, "beginning.one")).toBe(first);
});

test("a MAC handed out does not change afterwards", () => {
  const key = hmacKey(utf8("secret"));
  const first = hmac(key, utf8("one"));
  const kept = hexOf(first);
  hmac(key, utf8("two"));
  expect(hexOf(first)).toBe(kept);
});

test.each([
  ["", "", true],
  ["00", "00", true],
  ["00ff", "00fe", false],
  ["00ff", "01ff", false],
  ["00", "0000", false],
  ["0000", "00", false],
])("equalBytes(%o, %o) is %s", (a, b, equal) => {
  expect(equalBytes(bytesOfHex(a), bytesOfHex(b))).toBe(equal);
});
