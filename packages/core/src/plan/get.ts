import { sourcesOf } from "./facts.ts";
import type { HowToGet } from "./result.ts";
import type { WholeWish } from "./wish.ts";

const TOKEN_SCOPES = ["user:read:token", "user:read:token:admin"];
const TOKEN_CLASSIC = ["user:read", "user:read:admin"];

/** The ZAK of any account's user comes of the user's consent; one of the own account's by Server-to-Server too. */
export function getZak({ meetingOf }: WholeWish): HowToGet {
  return {
    request: "GET /v2/users/{userId}/token?type=zak&ttl={seconds}",
    oauth: meetingOf === "own-account" ? ["server-to-server", "user"] : ["user"],
    scopes: TOKEN_SCOPES,
    classicScopes: TOKEN_CLASSIC,
    sources: sourcesOf("token-scopes", "zak-scopes"),
  };
}

export const GET_OBF: HowToGet = {
  request: "GET /v2/users/me/token?type=onbehalf&meeting_id={meetingNumber}&ttl={seconds}",
  oauth: ["user"],
  scopes: ["user:read:token"],
  classicScopes: ["user:read"],
  sources: sourcesOf("token-scopes"),
};

/** No page was read that names the scopes of registration. */
export function getRegistrantToken({ kind }: WholeWish): HowToGet {
  return {
    request: `POST /v2/${kind}s/{meetingNumber}/registrants`,
    oauth: ["server-to-server", "user"],
    scopes: [],
    classicScopes: [],
    sources: sourcesOf("registrant-token"),
  };
}
