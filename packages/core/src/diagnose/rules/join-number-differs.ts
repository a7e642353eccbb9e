import { defineRule, type Rule } from "../rule.ts";
import { observed, source } from "../sources.ts";
import { code } from "../words.ts";

const HELP = "Ask for a signature for the number that is joined, with one variable for both.";

export const joinNumberDiffers: Rule = defineRule({
  id: "join-number-differs",
  title: "Token and join call are for different meetings",
  cause: "join-call",
  stage: "join-call",
  needs: ["mn", "joinNumber"],

  check({ mn, joinNumber }) {
    if (mn.is !== "digits" || joinNumber.is !== "digits" || mn.digits === joinNumber.digits) return undefined;
    return {
      certainty: "proven",
      at: "joinCall.meetingNumber",
      message: `the token is for meeting ${code(mn.digits)}, and the call joins ${code(joinNumber.digits)}`,
      help: HELP,
    };
  },

  why: "A web signature is good for the meeting it names and no other. The SDK does not compare the two; Zoom does.",
  sources: [
    source(
      "https://developers.zoom.us/docs/isv/workflows/start-meeting/",
      "The number in the signature and that of the join are the same.",
    ),
    observed("the SDK sends two different numbers."),
  ],

  examples: {
    failing: [
      {
        name: "A signature kept from the last meeting",
        evidence: { joinCall: { meetingNumber: 92345678901 } },
        finding: {
          certainty: "proven",
          at: "joinCall.meetingNumber",
          message: "the token is for meeting `87270695528`, and the call joins `92345678901`",
          help: HELP,
        },
      },
    ],
    passing: [
      { name: "The same number, as a number", evidence: { joinCall: { meetingNumber: 87270695528 } } },
    ],
  },
});
