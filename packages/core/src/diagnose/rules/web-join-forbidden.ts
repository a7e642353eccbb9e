import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  'Have the administrator of the host\'s account switch on "Join from your browser", and in webinars the web client.';

export const webJoinForbidden: Rule = defineRule({
  id: "web-join-forbidden",
  title: "Joining from a browser is switched off",
  cause: "meeting",
  stage: "meeting",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("web-not-allowed")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the account or the meeting does not allow joining from a browser",
      help: HELP,
    };
  },

  why: "An account decides which clients may join.",
  sources: [
    source(
      "https://developers.zoom.us/docs/meeting-sdk/web/error-codes/",
      "3603 and 3611 are about the web client.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: { client: { platform: "web" }, error: { code: 3603 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the account or the meeting does not allow joining from a browser",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
