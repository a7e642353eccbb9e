/** The endpoints that can be made to fail, and whose calls are counted. A name also stands for what is below it. */
export const ENDPOINTS = [
  "oauth/token",
  "oauth/token/account_credentials",
  "oauth/token/authorization_code",
  "oauth/token/refresh_token",
  "oauth/authorize",
  "oauth/revoke",
  "users/me",
  "users/token",
  "users/token/zak",
  "users/token/onbehalf",
  "users/zak",
  "meetings/get",
  /** Where the failure `redirect` leads: whoever follows it is counted here. */
  "elsewhere",
] as const;

export type Endpoint = (typeof ENDPOINTS)[number];

/** What goes wrong. */
export type FailureKind =
  /** This HTTP status, with a short text that is not JSON. */
  | { readonly kind: "status"; readonly status: number }
  /** An OAuth error (`invalid_grant`, `invalid_client`…) as JSON, with HTTP 400 or the status given. */
  | { readonly kind: "oauth-error"; readonly error: string; readonly status?: number }
  /** An error of the REST API: `{ code, message }`. */
  | {
      readonly kind: "rest-error";
      readonly status: number;
      readonly code: number;
      readonly message?: string;
    }
  /** HTTP 429. `seconds` from now, 1 unless given; `a-year` writes a year's seconds. */
  | {
      readonly kind: "rate-limited";
      readonly retryAfter: "seconds" | "http-date" | "iso-date" | "absent" | "a-year";
      readonly seconds?: number;
    }
  /** The right answer, late. Real milliseconds, whatever the clock. */
  | { readonly kind: "slow"; readonly milliseconds: number }
  /** The right answer, a few bytes each second. */
  | { readonly kind: "dribble"; readonly bytesPerSecond: number }
  /** No answer, ever. */
  | { readonly kind: "silent" }
  /** The connection is reset before a byte of the answer. */
  | { readonly kind: "reset" }
  /** The connection ends in the middle of the answer. */
  | { readonly kind: "cut-off" }
  /** A whole answer whose JSON ends in the middle. */
  | { readonly kind: "truncated" }
  /** HTTP 200 and a page, as a proxy or a captive portal sends. */
  | { readonly kind: "html" }
  /** HTTP 200, said to be JSON, and bytes that are no text. */
  | { readonly kind: "garbage" }
  /** HTTP 200 and JSON of the wrong form: a list. */
  | { readonly kind: "wrong-form" }
  /** The right members, each of another type. */
  | { readonly kind: "wrong-types" }
  /** Every member twice, the second time with another value. */
  | { readonly kind: "duplicate-keys" }
  /** One member's value replaced by this JSON text, or by text that is none, as `NaN`. */
  | { readonly kind: "member"; readonly name: string; readonly raw: string }
  /** One member left out, as `refresh_token`. */
  | { readonly kind: "without"; readonly name: string }
  /** Valid JSON of so many bytes; 50 MB unless given. */
  | { readonly kind: "huge"; readonly bytes?: number }
  /** A few kilobytes of gzip that become so many bytes; 64 MiB unless given. */
  | { readonly kind: "gzip-bomb"; readonly bytes?: number }
  /** HTTP 302 or the status given; to the endpoint `elsewhere`, which would answer well, unless told where. */
  | { readonly kind: "redirect"; readonly status?: number; readonly location?: string };

export type Failure = FailureKind & {
  /** Calls that still go well before it. 0 unless given. */
  readonly skip?: number;
  /** Calls that it spoils; then the next failure of the queue is due. Every one unless given. */
  readonly times?: number;
  /**
   * Whether the endpoint does its work before it fails: the token is rotated and the answer lost. False unless
   * given; failures that need the right answer do the work always.
   */
  readonly done?: boolean;
};

/** Thrown by the stand-in's `fetch` for the failure `reset`; on a socket it becomes a reset of the connection. */
export class ConnectionReset extends Error {
  override readonly name: string = "ConnectionReset";
}
