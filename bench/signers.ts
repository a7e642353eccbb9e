import { createHmac, createSecretKey, type KeyObject, webcrypto } from "node:crypto";
import { createSigner } from "@countersign/core";
import { createSigner as createFastJwtSigner } from "fast-jwt";
import { SignJWT } from "jose";
import jwt from "jsonwebtoken";
import jsrsasign from "jsrsasign";
import type { Candidate } from "./measure.ts";

/** Of the shape Zoom gives out; nobody was given them. */
export const SDK_KEY = "Ab3xK9_mQ2ySTUvWcD4eFg";
export const SDK_SECRET = "h7Rk2Qz9LmT4vXc8Wb1NsPd5Yg3JfA6e";
export const NOW: number = Math.floor(Date.now() / 1000);

const HEADER = { alg: "HS256", typ: "JWT" };

/** Other meetings in turn, so that no candidate can keep a result. */
const MEETINGS: readonly string[] = Array.from({ length: 64 }, (_, i) => String(87_270_695_500 + i));

export function claimsOf(turn: number) {
  return {
    appKey: SDK_KEY,
    sdkKey: SDK_KEY,
    mn: MEETINGS[turn % 64] ?? "",
    role: 0 as const,
    iat: NOW - 30,
    exp: NOW + 7200,
    tokenExp: NOW + 7200,
  };
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

export function inputOf(turn: number): string {
  return `${base64url(HEADER)}.${base64url(claimsOf(turn))}`;
}

export const OURS = "@countersign/core";
export const RAW = "createHmac on a ready input (the MAC alone)";

export async function signing(): Promise<Candidate[]> {
  const key: KeyObject = createSecretKey(Buffer.from(SDK_SECRET));
  const ready = MEETINGS.map((_, turn) => inputOf(turn));
  const header = base64url(HEADER);
  const ours = createSigner({ sdkKey: SDK_KEY, sdkSecret: SDK_SECRET, now: () => NOW });
  const fastJwt = createFastJwtSigner({ algorithm: "HS256", key: SDK_SECRET });
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const cryptoKey = await webcrypto.subtle.importKey("raw", Buffer.from(SDK_SECRET), algorithm, false, [
    "sign",
  ]);

  return [
    {
      name: OURS,
      once: (turn) => ours.sign({ meetingNumber: MEETINGS[turn % 64] ?? "", role: 0 }).signature,
    },
    {
      name: RAW,
      once: (turn) =>
        createHmac("sha256", SDK_SECRET)
          .update(ready[turn % 64] ?? "")
          .digest("base64url"),
    },
    {
      name: "createHmac and JSON.stringify",
      once: (turn) => {
        const input = `${header}.${base64url(claimsOf(turn))}`;
        return `${input}.${createHmac("sha256", SDK_SECRET).update(input).digest("base64url")}`;
      },
    },
    {
      name: "jsonwebtoken (KeyObject)",
      once: (turn) => jwt.sign(claimsOf(turn), key, { algorithm: "HS256" }),
    },
    { name: "fast-jwt", once: (turn) => fastJwt(claimsOf(turn)) },
    {
      name: "jose (cached CryptoKey)",
      once: (turn) => new SignJWT(claimsOf(turn)).setProtectedHeader(HEADER).sign(cryptoKey),
    },
    {
      name: "jsrsasign",
      once: (turn) =>
        jsrsasign.KJUR.jws.JWS.sign("HS256", JSON.stringify(HEADER), JSON.stringify(claimsOf(turn)), {
          utf8: SDK_SECRET,
        }),
    },
  ];
}

/** One of each meeting, for those who verify. */
export function signatures(): readonly string[] {
  const signer = createSigner({ sdkKey: SDK_KEY, sdkSecret: SDK_SECRET, now: () => NOW });
  return signer
    .signMany(MEETINGS.map((meetingNumber) => ({ meetingNumber, role: 0 as const })))
    .map(({ signature }) => signature);
}
