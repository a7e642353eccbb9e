import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { hmacKey } from "../../../src/token/hmac.ts";
import { hs256Verifier } from "../../../src/token/hs256.ts";
import { utf8 } from "../../../src/token/platform.ts";
import { ALPHANUMERIC, BASE64URL, seeded } from "../../random.ts";

const SECRET = "abcdefghijklmnopqrstuvwxyz0123456789";
const verify = hs256Verifier([hmacKey(utf8(SECRET))]);
const OTHERS: readonly string[] = [...BASE64URL, "=", "+", "/", " ", "é"];

test("1,000 tokens: no character changed or dropped, and no other spelling, is accepted", () => {
  const random = seeded(7515);
  const wrong: string[] = [];
  for (let i = 0; i < 1000; i++) {
    const claims = JSON.stringify({ mn: random.text([..."0123456789"], random.whole(9, 11)), n: i });
    const good = token('{"alg":"HS256","typ":"JWT"}', claims);
    if (!accepts(good)) wrong.push(good);
    const replacements = random.text(ALPHANUMERIC, good.length);
    for (let at = 0; at < good.length; at++) {
      const last = at + 1 === good.length || good.charAt(at + 1) === ".";
      for (const other of [replacements.charAt(at), "", ...(last ? OTHERS : [])]) {
        const changed = replaced(good, at, other);
        if (changed !== good && accepts(changed)) wrong.push(changed);
      }
    }
  }
  expect(wrong).toEqual([]);
}, 60_000);

function token(header: string, payload: string): string {
  const input = [header, payload].map((text) => Buffer.from(text).toString("base64url")).join(".");
  return `${input}.${createHmac("sha256", SECRET).update(input).digest("base64url")}`;
}

function replaced(text: string, at: number, other: string): string {
  return text.slice(0, at) + other + text.slice(at + 1);
}

function accepts(text: string): boolean {
  return typeof verify(text) !== "string";
}
