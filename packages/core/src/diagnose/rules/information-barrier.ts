import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP = "Ask the administrator of the account about its information barriers.";

export const informationBarrier: Rule = defineRule({
  id: "information-barrier",
  title: "An information barrier keeps the person out",
  cause: "meeting",
  stage: "meeting",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("barriers")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "a policy of the account keeps this user from meeting those who are in the meeting",
      help: HELP,
    };
  },

  why: "Accounts can forbid groups of users to meet.",
  sources: [
    source("https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0", "The server's reason 103043 is 4007."),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: { client: { platform: "web" }, error: { code: 4007 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "a policy of the account keeps this user from meeting those who are in the meeting",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
