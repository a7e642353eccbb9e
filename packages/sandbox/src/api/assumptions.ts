import type { Lifetimes } from "./options.ts";

export interface ApiAssumption {
  readonly id: string;
  /** What the stand-in does, as if Zoom did. */
  readonly assumes: string;
  readonly source: { readonly url: string; readonly says: string; readonly read: string };
}

const READ = "2026-11-24";
const OAUTH = "https://developers.zoom.us/docs/integrations/oauth/";
const ERRORS = "https://developers.zoom.us/docs/integrations/oauth-error-messages/";

/**
 * What the OAuth and REST side assumes about Zoom. Nothing of it was tried against Zoom; where a page says
 * nothing, the RFC is followed and the entry says so.
 */
export const API_ASSUMPTIONS: readonly ApiAssumption[] = [
  {
    id: "server-to-server",
    assumes:
      "`account_credentials` with the account's id gives a token for an hour and no refresh token; a new one leaves the last alone, unless told otherwise.",
    source: {
      url: "https://developers.zoom.us/docs/internal-apps/s2s-oauth/",
      says: "The request, the hour, and that several tokens work side by side. Users reported otherwise in 2022 and 2023.",
      read: READ,
    },
  },
  {
    id: "code-once",
    assumes:
      "A code serves once and for five minutes; a proof is asked for where a challenge came (RFC 7636).",
    source: { url: OAUTH, says: "The code lives five minutes; `code_verifier` may come along.", read: READ },
  },
  {
    id: "refresh-rotates",
    assumes:
      "Every refresh gives a new refresh token and ends the old at once: used again, it is `invalid_grant`. That it ends the grant too is a switch, off by default.",
    source: {
      url: OAUTH,
      says: "Use the newest refresh token. Whether there is a window in which the old one still serves is not said.",
      read: READ,
    },
  },
  {
    id: "refresh-lives-90-days",
    assumes: "A refresh token lives 90 days.",
    source: {
      url: "https://github.com/zoom/skills",
      says: "Two pages contradict each other: 90 days, and 15 years.",
      read: READ,
    },
  },
  {
    id: "oauth-errors",
    assumes:
      "Errors are `{ reason, error }`, `error` as in RFC 6749, 5.2: HTTP 401 for `invalid_client`, 400 for the rest.",
    source: {
      url: ERRORS,
      says: "Lists numbers and reasons (4702, 4733, 4741…); neither the body nor the status of each was read.",
      read: READ,
    },
  },
  {
    id: "token-endpoint",
    assumes:
      "`GET /v2/users/{id}/token` gives a ZAK for `type=zak` and an OBF token for `type=onbehalf`, for two hours or `ttl` seconds from 1 to a year; without `type` it gives a token that no join takes. The smallest `ttl` Zoom takes is not known.",
    source: {
      url: "https://github.com/zoom/rivet-javascript",
      says: "Version 0.4.0 has the query, its defaults and its bounds.",
      read: READ,
    },
  },
  {
    id: "obf-once",
    assumes:
      "An OBF token serves one join, and only the meeting it was asked for, where one was named. Its user has to be in the meeting where the stand-in was told who is.",
    source: {
      url: "https://developers.zoom.us/blog/transition-to-obf-token-meetingsdk-apps/",
      says: "Single-use. Another page gives it up to a year; the stricter is assumed.",
      read: READ,
    },
  },
  {
    id: "zak-judged-first",
    assumes:
      "A ZAK that is unknown, expired or revoked, or with role 1 is not a host's, is refused at the first request: 3136, `Token error`.",
    source: {
      url: "https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0",
      says: "The bundle reads 3136 so. When Zoom judges a ZAK, and in which order, is not known.",
      read: READ,
    },
  },
  {
    id: "rest-errors",
    assumes:
      "HTTP 401 with 124 for a dead access token, 400 with 4711 for a missing scope, 400 with 300 for a field, 404 with 1001 and 3001; a user's own token says `me`.",
    source: {
      url: "https://developers.zoom.us/docs/api/",
      says: "The codes as pages and answers of Zoom's staff mention them; the texts are the stand-in's own.",
      read: READ,
    },
  },
  {
    id: "webhooks-signed",
    assumes:
      "Every webhook is signed over `v0:{timestamp}:{body}` with the app's Secret Token, a validation too; whatever is not answered with 2xx within three seconds comes again, with a new time and signature and the same body.",
    source: {
      url: "https://developers.zoom.us/docs/api/webhooks/",
      says: "The signature, the three seconds and the answer to a validation. Whether validations are signed, and what is signed anew, is not said.",
      read: READ,
    },
  },
  {
    id: "rate-limits",
    assumes: "HTTP 429 with `X-RateLimit-…` and `Retry-After`, counted for each account.",
    source: {
      url: "https://developers.zoom.us/docs/api/rate-limits/",
      says: "The headers and that apps of one account share a limit. A user saw no `Retry-After`.",
      read: READ,
    },
  },
];

export const LIFETIMES: Lifetimes = {
  code: 300,
  accessToken: 3600,
  refreshToken: 90 * 86_400,
  companion: 7200,
};
