import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "This is no mistake in the signature. Join again when the user is back, or with the OBF token of another user who is there.";

export const obfUserLeft: Rule = defineRule({
  id: "obf-user-left",
  title: "The OBF token's user left",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("obf-user-left")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the user of the OBF token left the meeting, and the app had to leave with them",
      help: HELP,
    };
  },

  why: "An OBF token lasts as long as its user is in the meeting.",
  sources: [
    source("https://developers.zoom.us/docs/meeting-sdk/obf-faq/", "The app leaves with the user."),
    source(
      "https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0",
      "The server's reason 21 is 4019 in client view.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: { client: { platform: "web" }, error: { code: 4019 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the user of the OBF token left the meeting, and the app had to leave with them",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
