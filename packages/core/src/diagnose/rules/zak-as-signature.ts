import { defineRule, type Rule } from "../rule.ts";
import { source, zoomAuth } from "../sources.ts";

const HELP =
  "Pass this token as `zak`, beside the signature. The signature is a JWT that your server signs with the app's secret.";

export const zakAsSignature: Rule = defineRule({
  id: "zak-as-signature",
  title: "A ZAK instead of a signature",
  cause: "wrong-token-kind",
  stage: "kind",
  needs: ["kind"],

  check({ kind }) {
    if (kind !== "zak") return undefined;
    return {
      certainty: "proven",
      at: "payload",
      message: "this is a user's token from Zoom, a ZAK or OBF token, and not a Meeting SDK signature",
      help: HELP,
    };
  },

  why: "A ZAK says which Zoom user acts, a signature says which app. Starting a meeting needs both, each in its own place.",
  sources: [
    zoomAuth("The signature and the tokens that may go with it."),
    source("https://github.com/zoom/api/issues/44", "What a ZAK looks like when decoded."),
  ],

  examples: {
    failing: [
      {
        name: "The ZAK in the wrong place",
        payloadText:
          '{"aud":"clientsm","uid":"0","iss":"web","stk":"0","clt":0,"clnt":"web","exp":1763956770,"iat":1763949570,"aid":"0","cid":""}',
        finding: {
          certainty: "proven",
          at: "payload",
          message: "this is a user's token from Zoom, a ZAK or OBF token, and not a Meeting SDK signature",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "A signature, the ZAK beside it",
        evidence: { joinCall: { zak: "eyJ0eXAiOiJKV1QifQ.e30.c2ln" } },
      },
    ],
  },
});
