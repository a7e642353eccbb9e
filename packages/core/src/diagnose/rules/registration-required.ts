import { defineRule, type Rule } from "../rule.ts";
import { observed, source } from "../sources.ts";

const HELP =
  "Register the person (`POST /v2/meetings/{id}/registrants`) and pass `tk`, the query parameter of that name in the `join_url` of the answer, with the same `userEmail`. It is not the `registrant_id`. Panelists have a link of their own.";

export const registrationRequired: Rule = defineRule({
  id: "registration-required",
  title: "The meeting asks for registration",
  cause: "meeting",
  stage: "meeting",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("registration")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the meeting or webinar admits registered people only",
      help: HELP,
    };
  },

  why: "Everyone who registered has a link with a token in it. The join needs that token.",
  sources: [
    source("https://developers.zoom.us/docs/api/", "Adding a registrant answers with a join_url."),
    observed("3099 in component view; client view shows a page of its own and calls nothing back."),
  ],

  examples: {
    failing: [
      {
        name: "In component view",
        evidence: {
          client: { platform: "web" },
          error: { code: 3099, message: "This webinar requires registration." },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the meeting or webinar admits registered people only",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
