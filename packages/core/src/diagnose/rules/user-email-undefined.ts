import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";

const HELP = "Leave the member out where there is no address: `...(email && { userEmail: email })`.";

export const userEmailUndefined: Rule = defineRule({
  id: "user-email-undefined",
  title: "`userEmail` is there and undefined",
  cause: "join-call",
  stage: "join-call",
  needs: ["unexplained", "silence"],

  check({ silence }) {
    if (silence !== "email-undefined") return undefined;
    return {
      certainty: "possible",
      at: "error.hungSeconds",
      message: "`userEmail` is passed with the value `undefined`, which may keep client view from answering",
      help: HELP,
    };
  },

  why: "In one measurement client view 6.2.0 did not answer with it, in another it did. Left out, it can do no harm.",
  sources: [observed("one run of two without a call back.")],

  examples: {
    failing: [
      {
        name: "An address that nobody gave",
        evidence: {
          client: { view: "client" },
          joinCall: { userEmail: undefined },
          error: { hungSeconds: 60 },
        },
        finding: {
          certainty: "possible",
          at: "error.hungSeconds",
          message:
            "`userEmail` is passed with the value `undefined`, which may keep client view from answering",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "An answer",
        evidence: {
          meeting: { id: 87270695528 },
          clockOffset: 0,
          app: { features: { embed: { meeting_sdk: { enable: true } } } },
        },
      },
    ],
  },
});
