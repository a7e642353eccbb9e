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
];

export const LIFETIMES: Lifetimes = {
  code: 300,
  accessToken: 3600,
  refreshToken: 90 * 86_400,
  companion: 7200,
};
