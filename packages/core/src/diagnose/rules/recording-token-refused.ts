import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Ask for it right before the join, with the host's access: `GET /v2/meetings/{id}/jointoken/local_recording`. It is good once and for about two minutes. In meetings of other accounts it needs an OBF token of the host beside it.";

export const recordingTokenRefused: Rule = defineRule({
  id: "recording-token-refused",
  title: "The recording token is refused",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("recording-token")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the `recordingToken` is refused",
      help: HELP,
    };
  },

  why: "The token is for the recording, not for the join. Leave it out to see the join work.",
  sources: [
    source("https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0", "The server's reason 3145 is 4016."),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: { client: { platform: "web" }, error: { code: 4016 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the `recordingToken` is refused",
          help: HELP,
        },
      },
      {
        name: "On a desktop",
        evidence: { client: { platform: "windows" }, error: { code: 500 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the `recordingToken` is refused",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
