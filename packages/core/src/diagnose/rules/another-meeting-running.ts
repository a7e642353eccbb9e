import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP = "End the other meeting, or have it started by another host.";

export const anotherMeetingRunning: Rule = defineRule({
  id: "another-meeting-running",
  title: "The host is in another meeting",
  cause: "meeting",
  stage: "meeting",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("another-meeting")) return undefined;
    if (symptoms.length > 1) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the host is holding another meeting",
      help: HELP,
    };
  },

  why: "A host holds one meeting at a time unless the licence allows more.",
  sources: [
    source(
      "https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0",
      "3000, `Already has other meetings in progress.`",
    ),
    source(
      "https://developers.zoom.us/docs/meeting-sdk/web/error-codes/",
      "The names of 3000 and 3005 are exchanged on this page.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: {
          client: { platform: "web" },
          error: { code: 3000, message: "Already has other meetings in progress." },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the host is holding another meeting",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
