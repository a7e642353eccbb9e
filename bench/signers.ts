import { createSecretKey, type KeyObject, webcrypto } from "node:crypto";
import { createSigner } from "@countersign/core";
import { createSigner as createFastJwtSigner } from "fast-jwt";
import { SignJWT } from "jose";
import jwt from "jsonwebtoken";
import jsrsasign from "jsrsasign";
import type { Candidate } from "./measure.ts";
import {
  claimsOf,
  HEADER,
  MEETINGS,
  NOW,
  ours,
  raw,
  SDK_KEY,
  SDK_SECRET,
  withJson,
} from "./runtimes-signers.ts";

export async function signing(): Promise<Candidate[]> {
  const key: KeyObject = createSecretKey(Buffer.from(SDK_SECRET));
  const fastJwt = createFastJwtSigner({ algorithm: "HS256", key: SDK_SECRET });
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const cryptoKey = await webcrypto.subtle.importKey("raw", Buffer.from(SDK_SECRET), algorithm, false, [
    "sign",
  ]);

  return [
    ours(),
    raw(),
    withJson(),
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
