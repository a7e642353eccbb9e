import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";
import { plural } from "../words.ts";

const HELP =
  "Compare it with the invitation, digit by digit. Numbers have 9, 10 (a personal meeting) or 11 digits.";

export const mnWrongLength: Rule = defineRule({
  id: "mn-wrong-length",
  title: "The meeting number is too short or too long",
  cause: "claims",
  stage: "claims",
  needs: ["mn"],

  check({ mn }) {
    if (mn.is !== "wrong-length") return undefined;
    return {
      certainty: "likely",
      at: "payload.mn",
      message: `\`mn\` has ${plural(mn.digits.length, "digit")}; meeting numbers have 9 to 11`,
      help: HELP,
    };
  },

  why: "A digit that was not copied, or a passcode or a dial-in code in the number's place.",
  sources: [
    source(
      "https://github.com/zoom/meetingsdk-web-sample",
      "The sample takes 9 to 11 digits from an invitation.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "A passcode in the number's place",
        payload: { mn: "481516" },
        finding: {
          certainty: "likely",
          at: "payload.mn",
          message: "`mn` has 6 digits; meeting numbers have 9 to 11",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "Nine digits", payload: { mn: "872706955" } }],
  },
});
