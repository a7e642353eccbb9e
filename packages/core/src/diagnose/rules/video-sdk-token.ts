import { defineRule, type Rule } from "../rule.ts";
import { observed, source } from "../sources.ts";
import { code } from "../words.ts";

const HELP =
  "Sign a Meeting SDK payload, `appKey`, `sdkKey`, `mn`, `role`, `iat`, `exp`, `tokenExp`, with the key and secret of a Meeting SDK app. Those of a Video SDK account cannot join meetings.";

export const videoSdkToken: Rule = defineRule({
  id: "video-sdk-token",
  title: "A Video SDK token instead of a Meeting SDK signature",
  cause: "wrong-token-kind",
  stage: "kind",
  needs: ["kind", "payload"],

  check({ kind, payload }) {
    if (kind !== "video-sdk") return undefined;
    const telling = ["tpc", "app_key", "role_type", "version"].filter((name) => Object.hasOwn(payload, name));
    return {
      certainty: "proven",
      at: "payload.tpc",
      message: `this is a Video SDK token (it has ${telling.map(code).join(", ")}), and not a Meeting SDK signature`,
      help: HELP,
    };
  },

  why: "Zoom's Video SDK is another product with its own accounts, keys and claims. Neither can join the other's sessions.",
  sources: [
    source("https://developers.zoom.us/docs/video-sdk/auth/", "The claims of a Video SDK token."),
    observed("the component view says that appKey is empty, the client view never calls back."),
  ],

  examples: {
    failing: [
      {
        name: "Made by the Video SDK's sample",
        payloadText:
          '{"app_key":"fixtureKey_0123456789A","role_type":1,"tpc":"a session","version":1,"iat":1763949570,"exp":1763956770}',
        finding: {
          certainty: "proven",
          at: "payload.tpc",
          message:
            "this is a Video SDK token (it has `tpc`, `app_key`, `role_type`, `version`), and not a Meeting SDK signature",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "A Meeting SDK signature" }],
  },
});
