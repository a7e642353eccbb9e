import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP = "Wait for a place, or have the host's licence enlarged.";

export const meetingFull: Rule = defineRule({
  id: "meeting-full",
  title: "The meeting is full",
  cause: "meeting",
  stage: "meeting",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("full")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the meeting holds as many people as the host's licence allows",
      help: HELP,
    };
  },

  why: "The number of people is a matter of the licence.",
  sources: [
    source("https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0", "The server's reason 9 is 4005."),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: { client: { platform: "web" }, error: { code: 4005 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the meeting holds as many people as the host's licence allows",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
