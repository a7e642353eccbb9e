import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";

const HELP =
  "Sign a Meeting SDK payload, `appKey`, `sdkKey`, `mn`, `role`, `iat`, `exp`, `tokenExp`, with the key and secret of a Meeting SDK app.";

export const cobrowseToken: Rule = defineRule({
  id: "cobrowse-token",
  title: "A Cobrowse SDK token instead of a Meeting SDK signature",
  cause: "wrong-token-kind",
  stage: "kind",
  needs: ["kind"],

  check({ kind }) {
    if (kind !== "cobrowse") return undefined;
    return {
      certainty: "proven",
      at: "payload.role_type",
      message:
        "this is a token for the Cobrowse SDK (`app_key` and `role_type`), and not a Meeting SDK signature",
      help: HELP,
    };
  },

  why: "Zoom's SDKs have similar tokens with other claims. The Meeting SDK looks for `appKey`, `mn` and `role`.",
  sources: [zoomAuth("The claims of a Meeting SDK signature; app_key and role_type are none of them.")],

  examples: {
    failing: [
      {
        name: "Made by the Cobrowse sample",
        payloadText:
          '{"app_key":"fixtureKey_0123456789A","role_type":1,"user_id":"0","user_name":"A","iat":1763949570,"exp":1763956770}',
        finding: {
          certainty: "proven",
          at: "payload.role_type",
          message:
            "this is a token for the Cobrowse SDK (`app_key` and `role_type`), and not a Meeting SDK signature",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "A Meeting SDK signature" }],
  },
});
