import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";

const HELP =
  "Pass `meetingNumber`, the same number as `mn` in the token. Mind its spelling, and that the variable is set when `join` runs.";

export const joinNumberMissing: Rule = defineRule({
  id: "join-number-missing",
  title: "The join call names no meeting",
  cause: "join-call",
  stage: "join-call",
  needs: ["joinCall"],
  uses: ["wholeCall", "target"],

  check({ joinCall, wholeCall, target }) {
    if (target === "native") return undefined;
    const own = Object.hasOwn(joinCall, "meetingNumber");
    const value = joinCall.meetingNumber;
    const missing = own
      ? value === undefined || value === null || value === "" || value === "undefined"
      : wholeCall !== undefined;
    if (!missing) return undefined;
    return {
      certainty: "proven",
      at: "joinCall.meetingNumber",
      message: own ? "`meetingNumber` has no value" : "there is no `meetingNumber` in the join call",
      help: HELP,
    };
  },

  why: "Client view never answers a join without a number: neither `success` nor `error`.",
  sources: [observed("client view calls nothing back without a number; component view sends the join.")],

  examples: {
    failing: [
      {
        name: "A variable that is not set",
        evidence: { joinCall: { meetingNumber: undefined } },
        finding: {
          certainty: "proven",
          at: "joinCall.meetingNumber",
          message: "`meetingNumber` has no value",
          help: HELP,
        },
      },
      {
        name: "Another name",
        evidence: { joinCall: { userName: "Ada", passWord: "" } },
        finding: {
          certainty: "proven",
          at: "joinCall.meetingNumber",
          message: "there is no `meetingNumber` in the join call",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "A part of a call", evidence: { joinCall: { userName: "Ada" } } }],
  },
});
