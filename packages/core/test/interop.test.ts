import { createSecretKey } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import jwt from "jsonwebtoken";
import jsrsasign from "jsrsasign";
import { describe, expect, test } from "vitest";
import { createSigner, verify } from "../src/index.ts";
import { NOW, SDK_KEY } from "./fixtures.ts";
import { ALPHANUMERIC, BEYOND_ASCII, seeded } from "./random.ts";

const random = seeded(7518);
const HEX = [..."0123456789abcdef"];
// An all-hex secret is where jsrsasign reads bytes unless it is told that the key is text.
const SECRETS: readonly string[] = [ALPHANUMERIC, HEX, BEYOND_ASCII].flatMap((alphabet) =>
  [20, 32, 64, 65, 128].map((length) =>
    `k${random.text(alphabet, length - 1)}`.replace(/^k(?=[0-9a-f]+$)/, "a"),
  ),
);

const claims = {
  appKey: SDK_KEY,
  sdkKey: SDK_KEY,
  mn: "87270695528",
  role: 1 as const,
  iat: NOW - 30,
  exp: NOW + 7200,
  tokenExp: NOW + 7200,
};
const currentDate = new Date(NOW * 1000);
const bytes = (secret: string): Uint8Array => new TextEncoder().encode(secret);

describe.each(SECRETS.map((secret, index) => ({ secret, index })))("secret $index", ({ secret }) => {
  const { signature } = createSigner({ sdkKey: SDK_KEY, sdkSecret: secret, now: () => NOW }).sign({
    meetingNumber: claims.mn,
    role: claims.role,
  });
  const wrong = `${secret}x`;

  test("jose accepts ours, and only with the secret", async () => {
    const options = { algorithms: ["HS256"], currentDate };
    const { payload, protectedHeader } = await jwtVerify(signature, bytes(secret), options);
    expect({ payload, protectedHeader }).toEqual({
      payload: claims,
      protectedHeader: { alg: "HS256", typ: "JWT" },
    });
    await expect(jwtVerify(signature, bytes(wrong), options)).rejects.toThrow(
      "signature verification failed",
    );
  });

  test("jsonwebtoken accepts ours, and only with the secret", () => {
    const options = { algorithms: ["HS256" as const], clockTimestamp: NOW };
    expect(jwt.verify(signature, secret, options)).toEqual(claims);
    expect(() => jwt.verify(signature, wrong, options)).toThrow("invalid signature");
  });

  test("jsrsasign accepts ours, and only with the secret", () => {
    const options = { alg: ["HS256"], verifyAt: NOW };
    const { verifyJWT } = jsrsasign.KJUR.jws.JWS;
    expect(verifyJWT(signature, { utf8: secret }, options)).toBe(true);
    expect(verifyJWT(signature, { utf8: wrong }, options)).toBe(false);
  });

  test.each<[name: string, sign: () => string | Promise<string>]>([
    ["jose", () => new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: "JWT" }).sign(bytes(secret))],
    ["jsonwebtoken", () => jwt.sign(claims, createSecretKey(Buffer.from(secret)), { algorithm: "HS256" })],
    [
      "jsrsasign",
      () =>
        jsrsasign.KJUR.jws.JWS.sign("HS256", '{"alg":"HS256","typ":"JWT"}', JSON.stringify(claims), {
          utf8: secret,
        }),
    ],
  ])("%s's are accepted, are ours byte for byte, and fail with another secret", async (_name, sign) => {
    const theirs = await sign();
    expect(theirs).toBe(signature);
    expect(verify(theirs, secret, { now: NOW })).toMatchObject({ ok: true, payload: claims });
    expect(verify(theirs, wrong, { now: NOW })).toMatchObject({ ok: false, problem: "mac-mismatch" });
  });
});
