import { readNumber } from "../facts/numbers.ts";
import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";
import { code } from "../words.ts";

export const numberNotExpected: Rule = defineRule({
  id: "number-not-expected",
  title: "The token is for another meeting than expected",
  cause: "claims",
  stage: "claims",
  needs: ["mn", "expectedMeetingNumber"],
  uses: ["joinNumber"],

  check({ mn, expectedMeetingNumber, joinNumber }) {
    const expected = readNumber(expectedMeetingNumber);
    if (mn.is !== "digits" || !("digits" in expected) || expected.digits === mn.digits) return undefined;
    // A call that joins another meeting than the token's is named there.
    if (joinNumber?.is === "digits" && joinNumber.digits !== mn.digits) return undefined;
    return {
      certainty: "proven",
      at: "payload.mn",
      message: `the token is for meeting ${code(mn.digits)}, and ${code(expected.digits)} is expected`,
      help: `Sign \`mn: "${expected.digits}"\`.`,
    };
  },

  why: "A web signature is good for the meeting it names and no other.",
  sources: [zoomAuth("mn is the number of the meeting.")],

  examples: {
    failing: [
      {
        name: "The number of the last request",
        evidence: { expected: { meetingNumber: "923 4567 8901" } },
        finding: {
          certainty: "proven",
          at: "payload.mn",
          message: "the token is for meeting `87270695528`, and `92345678901` is expected",
          help: 'Sign `mn: "92345678901"`.',
        },
      },
    ],
    passing: [{ name: "The same, with spaces", evidence: { expected: { meetingNumber: "872 7069 5528" } } }],
  },
});
