// Ways to make a signature that every runtime with node:crypto has. `signers.ts` puts the libraries beside them.
import { Buffer } from "node:buffer";
import { createHmac } from "node:crypto";
import { createSigner } from "@countersign/core";
import type { Candidate } from "./measure.ts";

/** Of the shape Zoom gives out; nobody was given them. */
export const SDK_KEY = "Ab3xK9_mQ2ySTUvWcD4eFg";
export const SDK_SECRET = "h7Rk2Qz9LmT4vXc8Wb1NsPd5Yg3JfA6e";
export const NOW: number = Math.floor(Date.now() / 1000);

export const HEADER = { alg: "HS256", typ: "JWT" };

/** Other meetings in turn, so that no candidate can keep a result. */
export const MEETINGS: readonly string[] = Array.from({ length: 64 }, (_, i) => String(87_270_695_500 + i));

export const OURS = "@countersign/core";
export const RAW = "createHmac on a ready input (the MAC alone)";
export const WITH_JSON = "createHmac and JSON.stringify";

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

export function inputOf(turn: number): string {
  return `${base64url(HEADER)}.${base64url(claimsOf(turn))}`;
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

export function ours(): Candidate {
  const signer = createSigner({ sdkKey: SDK_KEY, sdkSecret: SDK_SECRET, now: () => NOW });
  return {
    name: OURS,
    once: (turn) => signer.sign({ meetingNumber: MEETINGS[turn % 64] ?? "", role: 0 }).signature,
  };
}

export function raw(): Candidate {
  const ready = MEETINGS.map((_, turn) => inputOf(turn));
  return {
    name: RAW,
    once: (turn) =>
      createHmac("sha256", SDK_SECRET)
        .update(ready[turn % 64] ?? "")
        .digest("base64url"),
  };
}

export function withJson(): Candidate {
  const header = base64url(HEADER);
  return {
    name: WITH_JSON,
    once: (turn) => {
      const input = `${header}.${base64url(claimsOf(turn))}`;
      return `${input}.${createHmac("sha256", SDK_SECRET).update(input).digest("base64url")}`;
    },
  };
}
