import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";
import { plural } from "../words.ts";

const HELP = "Use at most 36 characters, as a UUID has. A hash of a longer id serves.";

export const customerKeyTooLong: Rule = defineRule({
  id: "customer-key-too-long",
  title: "`customerKey` is too long",
  cause: "join-call",
  stage: "join-call",
  needs: ["joinCall"],

  check({ joinCall }) {
    const key = joinCall.customerKey;
    if (typeof key !== "string" || key.length <= 36) return undefined;
    return {
      certainty: "likely",
      at: "joinCall.customerKey",
      message: `\`customerKey\` has ${plural(key.length, "character")}, and what is after the 36th is cut off`,
      help: HELP,
    };
  },

  why: "Two people whose keys differ only at the end become the same participant, and the second is refused.",
  sources: [
    source(
      "https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0",
      "A customer key of more than 36 characters is cut, with a warning.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "A UUID with a prefix",
        evidence: { joinCall: { customerKey: "customer-00000000-0000-4000-8000-000000000000" } },
        finding: {
          certainty: "likely",
          at: "joinCall.customerKey",
          message: "`customerKey` has 45 characters, and what is after the 36th is cut off",
          help: HELP,
        },
      },
    ],
    passing: [
      { name: "A UUID", evidence: { joinCall: { customerKey: "00000000-0000-4000-8000-000000000000" } } },
    ],
  },
});
