import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp, memoryLimiter, oidc, policyFromClaims } from "@countersign/server";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { expect, test } from "vitest";
import { CREDENTIALS, MEETING, NOW } from "../support.ts";

const ISSUER = "https://login.school.example";
const AUDIENCE = "countersign";
const pair = await generateKeyPair("ES256", { extractable: true });
const stranger = await generateKeyPair("ES256", { extractable: true });
const rsa = await generateKeyPair("RS384", { extractable: true });
const publicKey = { ...(await exportJWK(pair.publicKey)), kid: "k1", use: "sig" };
const weak = { ...(await exportJWK(rsa.publicKey)), kid: "k2", use: "sig" };
const JWKS = { keys: [publicKey, weak] };

const CLAIMS: JWTPayload = {
  iss: ISSUER,
  aud: AUDIENCE,
  sub: "alice",
  iat: NOW - 10,
  exp: NOW + 3000,
  zoom: { m: { [MEETING]: "attendee" } },
};

function token(
  change: JWTPayload = {},
  { header = {}, key = pair.privateKey }: { header?: object; key?: CryptoKeyLike } = {},
): Promise<string> {
  return new SignJWT({ ...CLAIMS, ...change })
    .setProtectedHeader({ alg: "ES256", kid: "k1", ...header })
    .sign(key);
}
type CryptoKeyLike = typeof pair.privateKey;

const without = (name: string): JWTPayload => ({ [name]: undefined });

function app(more: Partial<Parameters<typeof oidc>[0]> = {}) {
  return createApp({
    credentials: CREDENTIALS,
    access: {
      authenticate: oidc({ issuer: ISSUER, audience: AUDIENCE, jwks: JWKS, ...more }),
      policy: policyFromClaims(),
    },
    state: { limiter: memoryLimiter(), audit: { append: async () => undefined } },
    limits: { address: false },
    now: () => NOW,
  });
}

async function ask(bearer: string, { role = 0, meetingNumber = MEETING, on = app() } = {}): Promise<number> {
  const request = new Request("https://sign.school.example/v1/signature", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${bearer}` },
    body: JSON.stringify({ meetingNumber, role }),
  });
  return (await on(request, { remoteAddress: "203.0.113.9" })).status;
}

test("a token of the issuer gives what its claims say, and not more", async () => {
  expect(await ask(await token())).toBe(200);
  expect(await ask(await token(), { role: 1 })).toBe(403);
  expect(await ask(await token(), { meetingNumber: "999999999" })).toBe(403);
  expect(await ask(await token({ zoom: { m: { [MEETING]: "HOST" } } }))).toBe(403);
  expect(await ask(await token({ zoom: { m: [MEETING] } }))).toBe(403);
});

const [head = "", body = "", mac = ""] = (await token()).split(".");
const b64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

test.each<[string, string]>([
  ["another issuer", await token({ iss: "https://login.other.example" })],
  ["the issuer with a slash", await token({ iss: `${ISSUER}/` })],
  ["no issuer", await token(without("iss"))],
  ["another audience", await token({ aud: "another" })],
  ["no audience", await token(without("aud"))],
  ["no subject", await token(without("sub"))],
  ["an empty subject", await token({ sub: "" })],
  ["a subject of 256 characters", await token({ sub: "a".repeat(256) })],
  ["no expiry", await token(without("exp"))],
  ["expired beyond the tolerance", await token({ exp: NOW - 31 })],
  ["no issue time", await token(without("iat"))],
  ["older than an hour", await token({ iat: NOW - 3700 })],
  ["issued in the future", await token({ iat: NOW + 120 })],
  ["not yet valid", await token({ nbf: NOW + 120 })],
  ["another key under the same id", await token({}, { key: stranger.privateKey })],
  ["an id nobody knows", await token({}, { header: { kid: "k9" } })],
  [
    "an algorithm that is not pinned",
    await token({}, { header: { alg: "RS384", kid: "k2" }, key: rsa.privateKey }),
  ],
  [
    "a critical header",
    await token({}, { header: { crit: ["x"], x: 1 } }).catch(
      () => `${b64({ alg: "ES256", crit: ["x"], x: 1 })}.${body}.${mac}`,
    ),
  ],
  [
    "its key in the header",
    await token(
      {},
      { header: { kid: "k9", jwk: await exportJWK(stranger.publicKey) }, key: stranger.privateKey },
    ),
  ],
  ["no algorithm", `${b64({ alg: "none" })}.${body}.`],
  ["the public key as an HMAC secret", `${b64({ alg: "HS256", kid: "k1" })}.${body}.${mac}`],
  ["claims exchanged", `${head}.${b64({ ...CLAIMS, sub: "bob" })}.${mac}`],
  ["two parts", `${head}.${body}`],
  ["four parts", `${head}.${body}.${mac}.${mac}`],
  ["padding", `${head}.${body}.${mac}==`],
])("refused: %s", async (_, bearer) => {
  expect(await ask(bearer)).toBe(401);
});

test("the last character has other spellings, and none of them is taken", async () => {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const last = letters.indexOf(mac.slice(-1));
  const others = [1, 2, 3].map((bit) => `${head}.${body}.${mac.slice(0, -1)}${letters[last ^ bit] ?? ""}`);
  expect(await Promise.all(others.map((other) => ask(other)))).toEqual([401, 401, 401]);
});

test("keys of an address are kept while it is down, and an unknown key asks for them once in 30 seconds", async () => {
  let asked = 0;
  let status = 200;
  let seconds = 1000;
  const server = createServer((_, response) => {
    asked += 1;
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(JWKS));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const on = app({ jwks: `http://127.0.0.1:${port}/keys`, monotonic: () => seconds });
    const known = await token();
    const unknown = await token({}, { header: { kid: "k9" } });
    expect(await ask(known, { on })).toBe(200);
    expect(asked).toBe(1);
    for (let i = 0; i < 20; i += 1) expect(await ask(unknown, { on })).toBe(401);
    expect(asked).toBe(1);

    seconds += 31;
    for (let i = 0; i < 20; i += 1) await ask(unknown, { on });
    expect(asked).toBe(2);

    status = 500;
    seconds += 3601;
    expect(await ask(known, { on })).toBe(200);
    expect(await ask(unknown, { on })).toBe(503);
    const host = await token({ zoom: { m: { [MEETING]: "host" } } });
    expect(await ask(host, { on, role: 1 })).toBe(403);

    seconds += 24 * 3600;
    expect(await ask(known, { on })).toBe(503);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});

test.each<[string, object]>([
  ["no audience", { audience: "" }],
  ["a symmetric algorithm", { algorithms: ["HS256"] }],
  ["keys over http elsewhere", { jwks: "http://keys.school.example" }],
  ["keys of a file", { jwks: "file:///etc/keys.json" }],
  ["a password in the address", { jwks: "https://a:b@keys.school.example" }],
  ["a tolerance of two minutes", { clockTolerance: 120 }],
  ["tokens as old as a day", { maxTokenAge: 86_400 }],
  ["an issuer that is no address", { issuer: "school" }],
])("does not start with %s", (_, change) => {
  expect(() => app(change)).toThrow(expect.objectContaining({ name: "StartUpError" }));
});
