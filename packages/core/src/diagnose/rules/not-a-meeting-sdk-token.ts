import { defineRule, type Rule } from "../rule.ts";
import { observed, zoomAuth } from "../sources.ts";
import { code, list } from "../words.ts";

const HELP = "Sign a payload of `appKey`, `sdkKey`, `mn`, `role`, `iat`, `exp`, `tokenExp`.";

export const notAMeetingSdkToken: Rule = defineRule({
  id: "not-a-meeting-sdk-token",
  title: "A JWT of something else",
  cause: "wrong-token-kind",
  stage: "kind",
  needs: ["kind", "payload"],

  check({ kind, payload }) {
    if (kind !== "unknown") return undefined;
    const names = Object.keys(payload).slice(0, 6);
    const holds = names.length > 0 ? `holds ${list(names.map(code))} and` : "is empty, it";
    return {
      certainty: "proven",
      at: "payload",
      message: `the payload ${holds} has none of a Meeting SDK signature's claims`,
      help: HELP,
    };
  },

  why: "The SDK reads the app's key out of the payload. A JWT of another system, your own login's for one, has none.",
  sources: [
    zoomAuth("The claims of a signature."),
    observed(
      "without a key the component view says that appKey is empty, and the client view never calls back.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "The session token of one's own app",
        payloadText: '{"userId":17,"name":"A","iat":1763949570}',
        finding: {
          certainty: "proven",
          at: "payload",
          message:
            "the payload holds `userId`, `name` and `iat` and has none of a Meeting SDK signature's claims",
          help: HELP,
        },
      },
      {
        name: "An empty payload",
        payloadText: "{}",
        finding: {
          certainty: "proven",
          at: "payload",
          message: "the payload is empty, it has none of a Meeting SDK signature's claims",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "A signature" }],
  },
});
