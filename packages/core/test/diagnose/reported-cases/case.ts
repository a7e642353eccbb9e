import type { Evidence } from "../../../src/diagnose/evidence.ts";
import type { Cause } from "../../../src/diagnose/rule.ts";

/** A failure that somebody reported in public, told in our words, and how to make it again. */
export interface ReportedCase {
  readonly id: string;
  /** Where it was reported; not known for some notes in repositories. */
  readonly url?: string;
  /** When, as far as known. */
  readonly date: string;
  readonly stack: string;
  readonly sdk: string;
  /** What was done and seen. */
  readonly facts: string;
  readonly recipe: Recipe;
  /** What a user would give beside the signature. */
  readonly evidence?: Omit<Evidence, "signature" | "credentials" | "now" | "clockOffset" | "works">;
  /** A signature that worked, where the report tells of one. */
  readonly works?: "the same" | "role 0" | "another meeting";
  /** The cause that the report, or its facts, point to; `null` where it was never settled. */
  readonly expected: Cause | null;
  /** Causes that are also there. */
  readonly also?: readonly Cause[];
  readonly from: readonly DiagnosableFrom[];
  /** From the days of the format that Zoom retired. */
  readonly retiredFormat?: true;
  /** Nothing is wrong with the token, although it is not made as the others are. */
  readonly rightToken?: true;
  /** What a reader of the table has to know of it. */
  readonly note?: string;
}

export type DiagnosableFrom =
  | "token"
  | "token+secret"
  | "clock"
  | "join-call"
  | "source-code"
  | "account"
  | "unknown";

export type Recipe =
  /** A JWT. Secret, encodings and clock are right unless said otherwise. */
  | {
      readonly kind: "jwt";
      readonly claims: Claims;
      /** `typ` left out, as ruby-jwt does. */
      readonly typ?: false;
      readonly secret?: OtherSecret;
      readonly parts?: "base64-padded" | "base64url-padded";
      readonly mac?: "hex" | "base64" | "base64url-padded";
      /** Only the third part was passed. */
      readonly macOnly?: true;
      /** Seconds the signing clock is ahead of the true time. */
      readonly clockAhead?: number;
    }
  /** The retired format: base64 of key, number, time, role and hash. */
  | {
      readonly kind: "legacy";
      readonly ts: (at: Made) => number;
      readonly role: number;
      readonly alphabet?: "base64";
      readonly padded?: true;
      /** Passed as the text of a JSON object. */
      readonly inJson?: true;
    }
  | { readonly kind: "oauth-access-token" }
  /** Key and secret were given to a native SDK, without any token. */
  | { readonly kind: "key-and-secret" }
  /** The token had nothing to do with it, or is not known. */
  | { readonly kind: "no-token" };

export type OtherSecret = "of a Server-to-Server app" | "of another app" | "base64-decoded";

/** What a signer has at hand. */
export interface Made {
  readonly key: string;
  /** The meeting number as digits. */
  readonly mn: string;
  /** Seconds since 1970 by the signing clock. */
  readonly now: number;
}

export type Claims = (at: Made) => { readonly [name: string]: unknown };

/** What Zoom asks for, with `iat` half a minute back. */
export const asZoomAsks: Claims = ({ key, mn, now }) => ({
  sdkKey: key,
  appKey: key,
  mn,
  role: 0,
  iat: now - 30,
  exp: now + 7170,
  tokenExp: now + 7170,
});
