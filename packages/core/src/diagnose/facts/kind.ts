import type { JsonObject } from "../../token/compact.ts";
import type { Facts } from "../facts.ts";

/** Which of Zoom's tokens a readable payload belongs to. */
export type TokenKind =
  | "meeting-sdk"
  | "video-sdk"
  | "cobrowse"
  | "oauth-access-token"
  | "zak"
  | "rest-jwt"
  | "unknown";

export interface KindFacts {
  readonly kind: TokenKind;
}

/** First match wins. The shapes of tokens that Zoom does not document are hints from public examples. */
const KINDS: readonly (readonly [TokenKind, (payload: JsonObject) => boolean])[] = [
  ["oauth-access-token", ({ iss, aud }) => startsWith(iss, "zm:cid:") || aud === "https://oauth.zoom.us"],
  ["zak", (payload) => payload.iss === "web" && has(payload, "stk", "uid")],
  ["zak", (payload) => startsWith(payload.aud, "client") && has(payload, "stk", "uid", "zid")],
  ["video-sdk", (payload) => has(payload, "tpc") && !has(payload, "mn")],
  ["cobrowse", (payload) => has(payload, "app_key") && has(payload, "role_type") && !has(payload, "mn")],
  ["meeting-sdk", (payload) => has(payload, "appKey", "sdkKey", "mn", "role", "tokenExp")],
  ["meeting-sdk", (payload) => Object.keys(payload).some((name) => MEETING_CLAIM.test(name))],
  [
    "rest-jwt",
    (payload) =>
      typeof payload.iss === "string" && Object.keys(payload).every((name) => REST_CLAIMS.includes(name)),
  ],
];

const REST_CLAIMS = ["iss", "exp", "iat", "nbf", "aud", "sub", "jti"];
const MEETING_CLAIM =
  /^(?:app|sdk|api)[-_]?key$|^meeting[-_]?(?:number|id|no)$|^mn$|^role$|^token[-_]?exp$|^client[-_]?id$/i;

export function deriveKind({ payload }: Partial<Facts>): TokenKind | undefined {
  return payload && (KINDS.find(([, matches]) => matches(payload))?.[0] ?? "unknown");
}

function has(payload: JsonObject, ...names: string[]): boolean {
  return names.some((name) => Object.hasOwn(payload, name));
}

function startsWith(value: unknown, beginning: string): boolean {
  return typeof value === "string" && value.startsWith(beginning);
}
