// Tokens for the vectors, made with node:crypto and nothing of ours: core has to agree with them.
import { createHmac } from "node:crypto";
import { SECRET } from "./public.ts";

export const HEADER = '{"alg":"HS256","typ":"JWT"}';

/** 2026-11-24 06:00:00 UTC. */
export const NOW = 1_795_500_000;

export interface TokenParts {
  readonly header?: string | Buffer;
  readonly payload: string | Buffer;
  readonly secret?: string | Buffer;
  readonly hash?: "sha256" | "sha512";
}

/** A compact JWS over the texts as they are given. */
export function token({ header = HEADER, payload, secret = SECRET, hash = "sha256" }: TokenParts): string {
  const input = `${base64url(header)}.${base64url(payload)}`;
  return `${input}.${createHmac(hash, secret).update(input).digest("base64url")}`;
}

export function base64url(text: string | Buffer): string {
  return Buffer.from(text).toString("base64url");
}
