import { defineRule, type Rule } from "../rule.ts";
import { forum, observed } from "../sources.ts";

const HELP = "Pass the meeting's `password`: as `passWord` in client view, as `password` in component view.";

export const passcodeMissing: Rule = defineRule({
  id: "passcode-missing",
  title: "The meeting has a passcode and the call has none",
  cause: "meeting",
  stage: "meeting",
  needs: ["passcode", "meetingInfo"],
  uses: ["zak"],
  reports: 3,

  check({ passcode, meetingInfo, zak }) {
    // A host who starts the meeting needs none.
    if (passcode.text !== "" || meetingInfo.passcode === undefined || zak) return undefined;
    return {
      certainty: "likely",
      at: `joinCall.${passcode.name}`,
      message: "the meeting has a passcode, and the join call passes none",
      help: HELP,
    };
  },

  why: "Component view rejects with 3004. Client view calls nothing back and asks the person. A few accounts let participants from a waiting room in without one.",
  sources: [
    observed("3004 in component view, no call back in client view."),
    forum("59739", "An empty passcode for a meeting that has one."),
  ],

  examples: {
    failing: [
      {
        name: "Empty",
        evidence: { joinCall: { passWord: "" }, meeting: { id: 87270695528, password: "123456" } },
        finding: {
          certainty: "likely",
          at: "joinCall.passWord",
          message: "the meeting has a passcode, and the join call passes none",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "Passed",
        evidence: { joinCall: { passWord: "123456" }, meeting: { id: 87270695528, password: "123456" } },
      },
      {
        name: "A meeting without",
        evidence: { joinCall: { passWord: "" }, meeting: { id: 87270695528, password: "" } },
      },
    ],
  },
});
