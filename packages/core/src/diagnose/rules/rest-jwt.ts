import { defineRule, type Rule } from "../rule.ts";
import { forum, source } from "../sources.ts";

const HELP =
  "Sign a JWT of `appKey`, `sdkKey`, `mn`, `role`, `iat`, `exp`, `tokenExp` with the client secret of a Meeting SDK app. For the REST API use OAuth.";

export const restJwt: Rule = defineRule({
  id: "rest-jwt",
  title: "A REST API JWT instead of a signature",
  cause: "wrong-token-kind",
  stage: "kind",
  needs: ["kind"],

  check({ kind }) {
    if (kind !== "rest-jwt") return undefined;
    return {
      certainty: "proven",
      at: "payload",
      message:
        "this JWT names an issuer and an expiry and no app, as the REST API's JWTs did that Zoom has retired",
      help: HELP,
    };
  },

  why: "Zoom once had an app type named JWT, for its REST API. It is gone; a Meeting SDK signature is a JWT too, with other claims.",
  sources: [
    source(
      "https://github.com/AdamDiament/dotnet-zoom-meeting-SDK/issues/38",
      "The end of the JWT app type, taken for the end of the SDK's JWT.",
    ),
    forum("75257", "A JWT app's token was tried as the SDK's."),
  ],

  examples: {
    failing: [
      {
        name: "The Marketplace's JWT",
        payloadText: '{"iss":"anotherKey_0123456789B","exp":1763956770}',
        finding: {
          certainty: "proven",
          at: "payload",
          message:
            "this JWT names an issuer and an expiry and no app, as the REST API's JWTs did that Zoom has retired",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "A signature with an issuer as well", payload: { iss: "anotherKey_0123456789B" } }],
  },
});
