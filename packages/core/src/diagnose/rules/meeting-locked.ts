import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP = "The host unlocks it. Nothing in the token changes it.";

export const meetingLocked: Rule = defineRule({
  id: "meeting-locked",
  title: "The meeting is locked",
  cause: "meeting",
  stage: "meeting",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("locked")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the host has locked the meeting",
      help: HELP,
    };
  },

  why: "A locked meeting admits nobody.",
  sources: [
    source("https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0", "The server's reason 12 is 4006."),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: { client: { platform: "web" }, error: { code: 4006 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the host has locked the meeting",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
