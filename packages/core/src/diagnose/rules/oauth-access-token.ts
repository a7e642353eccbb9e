import { defineRule, type Rule } from "../rule.ts";
import { forum, source } from "../sources.ts";

const HELP =
  "Sign a JWT of `appKey`, `sdkKey`, `mn`, `role`, `iat`, `exp`, `tokenExp` with the client secret. The access token is for Zoom's REST API only, which can give a ZAK or an OBF token for it.";

export const oauthAccessToken: Rule = defineRule({
  id: "oauth-access-token",
  title: "An OAuth access token instead of a signature",
  cause: "wrong-token-kind",
  stage: "kind",
  needs: ["kind"],

  check({ kind }) {
    if (kind !== "oauth-access-token") return undefined;
    return {
      certainty: "proven",
      at: "payload",
      message: "this is an access token that Zoom's OAuth gave out, and not a Meeting SDK signature",
      help: HELP,
    };
  },

  why: "A signature is not got from Zoom. Your server makes it, from the app's key and secret, for one meeting. Whatever its claims, a token without `appKey` is not looked at by the SDK.",
  sources: [
    source("https://developers.zoom.us/docs/integrations/oauth/", "What an access token is for."),
    forum("75257", "Access tokens and authorization codes were tried as the SDK's JWT."),
  ],

  examples: {
    failing: [
      {
        name: "What `/oauth/token` answered",
        payloadText:
          '{"ver":10,"auid":"0","code":"0","iss":"zm:cid:fixtureKey_0123456789A","gno":0,"type":0,"tid":0,"aud":"https://oauth.zoom.us","uid":"0","nbf":1763949570,"exp":1763953170,"iat":1763949570,"aid":"0"}',
        finding: {
          certainty: "proven",
          at: "payload",
          message: "this is an access token that Zoom's OAuth gave out, and not a Meeting SDK signature",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "A signature with an issuer of its own", payload: { iss: "https://example.com" } }],
  },
});
