import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createSigner, createVerifier, inspect, verify } from "../../src/index.ts";
import { CREDENTIALS, NOW, SDK_KEY, SDK_SECRET } from "../fixtures.ts";

const OLDER = "oldOldOldQ7xv4Zk1Wb8Tn2LpC0older";
const { signature } = createSigner({ ...CREDENTIALS, now: () => NOW }).sign({
  meetingNumber: "87270695528",
  role: 1,
});
const CLAIMS = {
  appKey: SDK_KEY,
  sdkKey: SDK_KEY,
  mn: "87270695528",
  role: 1,
  iat: NOW - 30,
  exp: NOW + 7200,
  tokenExp: NOW + 7200,
};
const HEADER = { alg: "HS256", typ: "JWT" };

function token(payload: string, header = '{"alg":"HS256"}'): string {
  const input = [header, payload].map((text) => Buffer.from(text).toString("base64url")).join(".");
  return `${input}.${createHmac("sha256", SDK_SECRET).update(input).digest("base64url")}`;
}

test("a signature of ours", () => {
  expect(verify(signature, SDK_SECRET, { now: NOW })).toEqual({
    ok: true,
    header: HEADER,
    payload: CLAIMS,
    secretIndex: 0,
  });
});

test("several secrets: which one made it", () => {
  expect(verify(signature, [OLDER, SDK_SECRET], { now: NOW })).toMatchObject({ ok: true, secretIndex: 1 });
  expect(verify(signature, [SDK_SECRET, OLDER], { now: NOW })).toMatchObject({ ok: true, secretIndex: 0 });
});

test.each<[name: string, signature: unknown, now: number, problem: string, message: string]>([
  ["undefined", undefined, NOW, "not-a-string", "a signature is text, and this is not"],
  ["an object", { signature }, NOW, "not-a-string", "a signature is text, and this is not"],
  ["empty", "", NOW, "not-three-parts", "a signature has three parts with a dot between them"],
  [
    "padded",
    `${signature}=`,
    NOW,
    "not-canonical-base64url",
    "a part is not base64url without padding, its unused bits zero",
  ],
  [
    "not UTF-8",
    `e30.${Buffer.from([0xff]).toString("base64url")}.AA`,
    NOW,
    "not-utf8",
    "the header or the payload is not UTF-8",
  ],
  ["a list as header", "W10.e30.AA", NOW, "header-not-a-json-object", "the header is not a JSON object"],
  [
    "alg none",
    token("{}", '{"alg":"none"}'),
    NOW,
    "alg-not-hs256",
    "`alg` is not HS256, the one algorithm Zoom takes",
  ],
  [
    "crit",
    token("{}", '{"alg":"HS256","crit":["x"]}'),
    NOW,
    "header-not-supported",
    "the header has `crit` or `b64`, which is not supported",
  ],
  [
    "changed",
    signature.replace(/.$/, (last) => (last === "A" ? "E" : "A")),
    NOW,
    "mac-mismatch",
    "it was not made with this secret, or it was changed afterwards",
  ],
  ["a list as payload", token("[1]"), NOW, "payload-not-a-json-object", "the payload is not a JSON object"],
  ["text as payload", token("hello"), NOW, "payload-not-a-json-object", "the payload is not a JSON object"],
  ["no times", token("{}"), NOW, "times-missing", "`iat` or `exp` is missing or no number"],
  [
    "exp as text",
    token(`{"iat":1,"exp":"${NOW + 1}"}`),
    NOW,
    "times-missing",
    "`iat` or `exp` is missing or no number",
  ],
  [
    "exp beyond all numbers",
    token('{"iat":1,"exp":1e999}'),
    NOW,
    "times-missing",
    "`iat` or `exp` is missing or no number",
  ],
  ["at its last second", signature, NOW + 7200, "expired", "`exp` has passed"],
  ["a clock in milliseconds", signature, NOW * 1000, "expired", "`exp` has passed"],
  ["before its first second", signature, NOW - 31, "issued-in-the-future", "`iat` lies ahead of the clock"],
])("refused: %s", (_name, bad, now, problem, message) => {
  expect(verify(bad, SDK_SECRET, { now })).toEqual({ ok: false, problem, message });
});

test.each([NOW - 30, NOW, NOW + 7199.9])("valid at %d", (now) => {
  expect(verify(signature, SDK_SECRET, { now }).ok).toBe(true);
});

test("without a clock of yours the system's is used", () => {
  const fresh = createSigner(CREDENTIALS).sign({ meetingNumber: "87270695528", role: 0 }).signature;
  expect(verify(fresh, SDK_SECRET).ok).toBe(true);
  expect(verify(token('{"iat":1700000000,"exp":1700007200}'), SDK_SECRET)).toMatchObject({
    problem: "expired",
  });
});

test.each([undefined, null, "", [], [""], ["a", undefined], 42, new Uint8Array(32)])(
  "no secret to check with, %o, is a TypeError",
  (secrets) => {
    expect(() => verify(signature, secrets as string)).toThrow(
      new TypeError("verify() wants a secret, or a list of them"),
    );
  },
);

test.each([Number.NaN, Number.POSITIVE_INFINITY, "1795500000", null])(
  "now: %o is a TypeError, and not a signature that never expires",
  (now) => {
    expect(() => verify(signature, SDK_SECRET, { now: now as number })).toThrow(
      new TypeError("now has to be a number of seconds"),
    );
  },
);

test("inspect() reads without believing", () => {
  const read = { readable: true, verified: false, header: HEADER, payload: CLAIMS };
  expect(inspect(signature)).toEqual(read);
  expect(inspect(signature.replace(/[^.]+$/, "AAAA"))).toEqual(read);
});

test.each([
  [42, "not-a-string"],
  ["a.b", "not-three-parts"],
  ["a.b.c", "not-canonical-base64url"],
  ["W10.e30.AA", "header-not-a-json-object"],
  ["e30.W10.AA", "payload-not-a-json-object"],
])("inspect(%o): %s", (bad, problem) => {
  expect(inspect(bad)).toEqual({ readable: false, verified: false, problem });
});

test("neither ever throws, and neither believes anything made up", () => {
  const part = fc.oneof(
    fc.base64String(),
    fc.json(),
    fc.string(),
    fc.constantFrom("e30", "eyJhbGciOiJIUzI1NiJ9"),
  );
  const tokens = fc.tuple(part, part, part).map((parts) => parts.join("."));
  const signed = fc.oneof(fc.json(), fc.string()).map((payload) => token(payload));
  fc.assert(
    fc.property(fc.oneof(fc.anything(), tokens), (value) => {
      expect(verify(value, SDK_SECRET, { now: NOW }).ok).toBe(false);
      expect(inspect(value).verified).toBe(false);
    }),
    { numRuns: 1000 },
  );
  fc.assert(
    fc.property(signed, (value) => {
      expect(verify(value, SDK_SECRET, { now: NOW })).toHaveProperty("ok");
    }),
  );
}, 60_000);

test("a verifier made once says of every signature what verify() says", () => {
  const secrets = [SDK_SECRET, OLDER];
  const one = createVerifier(secrets);
  const [header = "", payload = "", mac = ""] = signature.split(".");
  const other = Buffer.from('{"alg":"none"}').toString("base64url");
  const tokens = [
    signature,
    createSigner({ sdkKey: SDK_KEY, sdkSecret: OLDER, now: () => NOW }).signNative().signature,
    `${header}.${payload}.${mac.slice(1)}A`,
    `${other}.${payload}.${mac}`,
    `${header}.${payload}`,
    `${header}=.${payload}.${mac}`,
    undefined,
    signature,
  ];
  for (const now of [NOW, NOW + 7200, NOW - 3600]) {
    for (const given of tokens) expect(one(given, { now })).toEqual(verify(given, secrets, { now }));
  }
  expect(() => createVerifier([])).toThrow(TypeError);
  expect(() => one(signature, { now: Number.NaN })).toThrow(TypeError);
});

test("what somebody does to a header that was read does not come into the next one", () => {
  const text = token(JSON.stringify(CLAIMS), '{"alg":"HS256","a":1}');
  const first = verify(text, SDK_SECRET, { now: NOW });
  if (!first.ok) throw new Error(first.message);
  expect(() => Object.assign(first.header, { alg: "none" })).toThrow(TypeError);
  expect(verify(text, SDK_SECRET, { now: NOW })).toMatchObject({ ok: true, header: { alg: "HS256", a: 1 } });
});
