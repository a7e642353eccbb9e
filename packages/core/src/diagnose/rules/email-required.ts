import { defineRule, type Rule } from "../rule.ts";
import { observed, source } from "../sources.ts";

const HELP = "Pass `userEmail` in the join call.";

export const emailRequired: Rule = defineRule({
  id: "email-required",
  title: "The webinar asks for an e-mail address",
  cause: "join-call",
  stage: "meeting",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("email-missing")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the webinar needs the e-mail address of who joins",
      help: HELP,
    };
  },

  why: "Webinars know their attendees by address.",
  sources: [
    source(
      "https://developers.zoom.us/docs/meeting-sdk/web/error-codes/",
      "An e-mail address is required to attend a webinar.",
    ),
    observed("3005, `Email is missing to attend webinar.`"),
  ],

  examples: {
    failing: [
      {
        name: "In client view",
        evidence: {
          client: { platform: "web" },
          error: { code: 3005, message: "Email is missing to attend webinar." },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the webinar needs the e-mail address of who joins",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
