import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { hmacKey } from "../../src/token/hmac.ts";
import { hs256Verifier } from "../../src/token/hs256.ts";
import { utf8 } from "../../src/token/platform.ts";
import { ALPHANUMERIC, BASE64URL, seeded } from "../random.ts";

const SECRET = "abcdefghijklmnopqrstuvwxyz0123456789";
const KEY = hmacKey(utf8(SECRET));
/** One for many, which knows how the last token began. */
const verify = hs256Verifier([KEY]);

/** A token with any header and payload, its MAC right. */
function token(header: string, payload = "{}", secret = SECRET): string {
  const input = `${Buffer.from(header).toString("base64url")}.${Buffer.from(payload).toString("base64url")}`;
  return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
}

test("the example of RFC 7515 appendix A.1", () => {
  const key = Buffer.from(
    "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
    "base64url",
  );
  const jws =
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9" +
    ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ" +
    ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  expect(hs256Verifier([hmacKey(key)])(jws)).toMatchObject({
    keyIndex: 0,
    jws: { header: { typ: "JWT", alg: "HS256" } },
  });
});

test.each<[header: string, problem: string]>([
  ['{"alg":"none"}', "alg-not-hs256"],
  ['{"alg":"None"}', "alg-not-hs256"],
  ['{"alg":"NONE"}', "alg-not-hs256"],
  ['{"alg":"hs256"}', "alg-not-hs256"],
  ['{"alg":"HS256 "}', "alg-not-hs256"],
  ['{"alg":"HS384"}', "alg-not-hs256"],
  ['{"alg":"HS512"}', "alg-not-hs256"],
  ['{"alg":"RS256"}', "alg-not-hs256"],
  ['{"alg":"ES256"}', "alg-not-hs256"],
  ['{"alg":["HS256"]}', "alg-not-hs256"],
  ['{"alg":null}', "alg-not-hs256"],
  ['{"ALG":"HS256"}', "alg-not-hs256"],
  ['{"__proto__":{"alg":"HS256"}}', "alg-not-hs256"],
  ["{}", "alg-not-hs256"],
  ['{"alg":"HS256","crit":["exp"],"exp":1}', "header-not-supported"],
  ['{"alg":"HS256","crit":[]}', "header-not-supported"],
  ['{"alg":"HS256","crit":null}', "header-not-supported"],
  ['{"alg":"HS256","b64":false}', "header-not-supported"],
  ['{"alg":"HS256","b64":true}', "header-not-supported"],
  ['{"alg":"HS256","b64":false,"crit":["b64"]}', "header-not-supported"],
  ["[]", "header-not-a-json-object"],
  ['["HS256"]', "header-not-a-json-object"],
  ["null", "header-not-a-json-object"],
  ['"HS256"', "header-not-a-json-object"],
  ["{", "header-not-a-json-object"],
  ['\ufeff{"alg":"HS256"}', "header-not-a-json-object"],
])("a right MAC under the header %s does not help: %s", (header, problem) => {
  expect(hs256Verifier([KEY])(token(header))).toBe(problem);
});

test.each<[name: string, token: string, problem: string]>([
  ["empty", "", "not-three-parts"],
  ["two parts", "e30.e30", "not-three-parts"],
  ["four parts", `${token('{"alg":"HS256"}')}.`, "not-three-parts"],
  ["no MAC", token('{"alg":"HS256"}').replace(/[^.]+$/, ""), "not-three-parts"],
  ["no header", token('{"alg":"HS256"}').replace(/^[^.]+/, ""), "not-three-parts"],
  ["white space before", ` ${token('{"alg":"HS256"}')}`, "not-canonical-base64url"],
  ["a line break after", `${token('{"alg":"HS256"}')}\n`, "not-canonical-base64url"],
  ["padding", `${token('{"alg":"HS256"}')}=`, "not-canonical-base64url"],
  ["Bearer before", `Bearer ${token('{"alg":"HS256"}')}`, "not-canonical-base64url"],
  ["a MAC of another secret", token('{"alg":"HS256"}', "{}", "another"), "mac-mismatch"],
  ["a MAC cut to 128 bits", shortMac(16), "mac-mismatch"],
  ["a MAC cut by a byte", shortMac(31), "mac-mismatch"],
])("%s is refused", (_name, text, problem) => {
  expect(hs256Verifier([KEY])(text)).toBe(problem);
});

function shortMac(bytes: number): string {
  const [header, payload, mac = ""] = token('{"alg":"HS256"}').split(".");
  return [header, payload, Buffer.from(mac, "base64url").subarray(0, bytes).toString("base64url")].join(".");
}

test("bytes that are no UTF-8 are refused", () => {
  const input = `${Buffer.from('{"alg":"HS256"}').toString("base64url")}.${Buffer.from([0x22, 0xff, 0x22]).toString("base64url")}`;
  const mac = createHmac("sha256", SECRET).update(input).digest("base64url");
  expect(hs256Verifier([KEY])(`${input}.${mac}`)).toBe("not-utf8");
});

test("a signed token as another's payload is refused, inside and outside", () => {
  const inner = token('{"alg":"HS256"}');
  const nested = token('{"alg":"none","cty":"JWT"}', inner);
  expect(hs256Verifier([KEY])(nested)).toBe("alg-not-hs256");
});

test("several keys: the place of the first that made it", () => {
  const made = token('{"alg":"HS256"}');
  const other = hmacKey(utf8("another"));
  expect(hs256Verifier([other, KEY])(made)).toMatchObject({ keyIndex: 1 });
  expect(hs256Verifier([KEY, other, KEY])(made)).toMatchObject({ keyIndex: 0 });
  expect(hs256Verifier([other])(made)).toBe("mac-mismatch");
});

test("what came before does not matter: beginnings alike and not, of every length, by either key or none", () => {
  const random = seeded(1997);
  const secrets = [SECRET, "another", "a third, which nobody asks for"];
  const both = hs256Verifier(secrets.slice(0, 2).map((secret) => hmacKey(utf8(secret))));
  const wrong: string[] = [];
  for (let i = 0; i < 3000; i++) {
    const by = random.whole(0, 2);
    const app = `{"appKey":"${"A".repeat(random.whole(0, 2) * 60)}","n":"`;
    const payload = `${app}${random.text(ALPHANUMERIC, i % 10 ? random.whole(0, 200) : random.whole(600, 900))}"}`;
    const made = token('{"alg":"HS256","typ":"JWT"}', payload, secrets[by]);
    const verified = both(made);
    const told = typeof verified === "string" ? verified : verified.keyIndex;
    if (told !== (by === 2 ? "mac-mismatch" : by)) wrong.push(`${i}: ${told}`);
    if (typeof verified !== "string" && verified.jws.payloadText !== payload) wrong.push(`${i}: payload`);
  }
  expect(wrong).toEqual([]);
});

const OTHERS: readonly string[] = [...BASE64URL, "=", "+", "/", " ", "é"];

test("one token: every other character at every place is refused", () => {
  const good = token('{"alg":"HS256","typ":"JWT"}', '{"mn":"87270695528"}');
  expect(hs256Verifier([KEY])(good)).toMatchObject({ keyIndex: 0 });
  const changed = [...good].flatMap((_, at) => OTHERS.map((other) => replaced(good, at, other)));
  expect(changed.filter((text) => text !== good && accepts(text))).toEqual([]);
}, 60_000);

function replaced(text: string, at: number, other: string): string {
  return text.slice(0, at) + other + text.slice(at + 1);
}

function accepts(text: string): boolean {
  return typeof verify(text) !== "string";
}
