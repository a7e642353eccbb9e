import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  'The host switches on "Allow removed participants to rejoin", or the person joins as another user.';

export const removedFromMeeting: Rule = defineRule({
  id: "removed-from-meeting",
  title: "The person was removed before",
  cause: "meeting",
  stage: "meeting",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("removed")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the host removed this person, and does not let removed people back in",
      help: HELP,
    };
  },

  why: "Zoom knows the person by user, customer key or device.",
  sources: [
    source("https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0", "The server's reason 103039 is 3009."),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: { client: { platform: "web" }, error: { code: 3009, message: "Be removed." } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the host removed this person, and does not let removed people back in",
          help: HELP,
        },
      },
      {
        name: "On a desktop",
        evidence: { client: { platform: "windows" }, error: { code: 61 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the host removed this person, and does not let removed people back in",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
