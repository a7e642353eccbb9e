import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Join the webinar with a native SDK or in Zoom itself, or change what the SDK lacks: registration by sign-in, a start from the web, simulive, personal audio conference.";

export const webinarNotSupported: Rule = defineRule({
  id: "webinar-not-supported",
  title: "A webinar that the web SDK cannot join",
  cause: "sdk-version",
  stage: "meeting",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("webinar")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the Web SDK does not support this kind of webinar, or of start",
      help: HELP,
    };
  },

  why: "Some webinars need steps that the Web SDK does not have. The signature has nothing to do with it.",
  sources: [
    source(
      "https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0",
      "3606, 3609, 3630 and 3701 are webinars that are not supported.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "A start from the web",
        evidence: { client: { platform: "web" }, error: { code: 3609 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the Web SDK does not support this kind of webinar, or of start",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
