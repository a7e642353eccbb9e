import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import { createVerifier } from "@countersign/core";
import { createVerifier as createFastJwtVerifier } from "fast-jwt";
import { jwtVerify } from "jose";
import jwt from "jsonwebtoken";
import jsrsasign from "jsrsasign";
import type { Candidate } from "./measure.ts";
import { NOW, OURS, SDK_SECRET } from "./runtimes-signers.ts";
import { signatures } from "./signers.ts";

export const BY_HMAC = "createHmac, timingSafeEqual, JSON.parse";

/** Each takes a signature and gives the meeting number in it, or throws. */
export interface Verifier {
  readonly name: string;
  readonly meetingIn: (signature: string) => string | Promise<string>;
}

export const VERIFIERS: readonly Verifier[] = [
  { name: OURS, meetingIn: ours() },
  { name: BY_HMAC, meetingIn: byHmac },
  {
    name: "jsonwebtoken (KeyObject)",
    meetingIn: withJsonwebtoken(),
  },
  { name: "fast-jwt", meetingIn: withFastJwt() },
  { name: "jose", meetingIn: withJose() },
  { name: "jsrsasign", meetingIn: withJsrsasign },
];

export function verifying(): Candidate[] {
  const made = signatures();
  return VERIFIERS.map(({ name, meetingIn }) => ({
    name,
    once: (turn) => meetingIn(made[turn % made.length] ?? ""),
  }));
}

function ours(): Verifier["meetingIn"] {
  const verify = createVerifier(SDK_SECRET);
  return (signature) => {
    const result = verify(signature, { now: NOW });
    if (!result.ok) throw new Error(result.message);
    return String(result.payload.mn);
  };
}

/** What people write by hand: the MAC, compared in constant time, and the expiry. */
function byHmac(signature: string): string {
  const [header = "", payload = "", mac = ""] = signature.split(".");
  const made = createHmac("sha256", SDK_SECRET).update(`${header}.${payload}`).digest();
  const given = Buffer.from(mac, "base64url");
  if (made.length !== given.length || !timingSafeEqual(made, given)) throw new Error("another MAC");
  if (JSON.parse(Buffer.from(header, "base64url").toString()).alg !== "HS256") throw new Error("alg");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  if (claims.exp <= NOW || claims.iat > NOW) throw new Error("time");
  return claims.mn;
}

function withJsonwebtoken(): Verifier["meetingIn"] {
  const key = createSecretKey(Buffer.from(SDK_SECRET));
  return (signature) =>
    (jwt.verify(signature, key, { algorithms: ["HS256"], clockTimestamp: NOW }) as jwt.JwtPayload).mn;
}

function withFastJwt(): Verifier["meetingIn"] {
  const verify = createFastJwtVerifier({
    key: SDK_SECRET,
    algorithms: ["HS256"],
    clockTimestamp: NOW * 1000,
  });
  return (signature) => verify(signature).mn;
}

function withJose(): Verifier["meetingIn"] {
  const key = new TextEncoder().encode(SDK_SECRET);
  const currentDate = new Date(NOW * 1000);
  return async (signature) => {
    const { payload } = await jwtVerify(signature, key, { algorithms: ["HS256"], currentDate });
    return String(payload.mn);
  };
}

function withJsrsasign(signature: string): string {
  const options = { alg: ["HS256"], verifyAt: NOW };
  if (!jsrsasign.KJUR.jws.JWS.verifyJWT(signature, { utf8: SDK_SECRET }, options)) throw new Error("refused");
  return JSON.parse(Buffer.from(signature.split(".")[1] ?? "", "base64url").toString()).mn;
}
