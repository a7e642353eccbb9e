import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP = "Have the host activated in the account, or use a meeting of another host.";

export const hostInactive: Rule = defineRule({
  id: "host-inactive",
  title: "The host is inactive",
  cause: "meeting",
  stage: "meeting",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("host-inactive")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the meeting's host is deactivated or has no licence",
      help: HELP,
    };
  },

  why: "The meeting exists, and its host may not hold it.",
  sources: [
    source(
      "https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0",
      "1001 is 3625, `Meeting host is inactive.`",
    ),
  ],

  examples: {
    failing: [
      {
        name: "In client view",
        evidence: {
          client: { platform: "web" },
          error: { code: 3625, message: "Meeting host is inactive." },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the meeting's host is deactivated or has no licence",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
