import { defineRule, type Rule } from "../rule.ts";
import { observed, source } from "../sources.ts";

const HELP =
  'Wait for the host, or switch on "Allow participants to join anytime" (`join_before_host`). To start it yourself, sign `role: 1` and pass the host\'s `zak`.';

export const meetingNotStarted: Rule = defineRule({
  id: "meeting-not-started",
  title: "The meeting has not begun",
  cause: "meeting",
  stage: "meeting",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("not-started")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the host is not there yet, and nobody may join before",
      help: HELP,
    };
  },

  why: "A participant cannot start a meeting.",
  sources: [
    source(
      "https://developers.zoom.us/docs/meeting-sdk/web/error-codes/",
      "3008: the meeting has not started.",
    ),
    observed("3008 in component view; client view shows 1 or its own page."),
  ],

  examples: {
    failing: [
      {
        name: "In component view",
        evidence: { client: { platform: "web" }, error: { code: 3008, message: "Meeting has not started" } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the host is not there yet, and nobody may join before",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
