import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";

export const joinNumberSeparated: Rule = defineRule({
  id: "join-number-separated",
  title: "Spaces or dashes in the number that is joined",
  cause: "join-call",
  stage: "join-call",
  needs: ["joinNumber", "joinCall"],
  uses: ["mn", "joinView"],

  check({ joinNumber, joinCall, mn, joinView }) {
    // The same mistake in the token is named there.
    if (joinNumber.is !== "separated" || (mn && mn.is !== "digits")) return undefined;
    const long = joinView === "client" && String(joinCall.meetingNumber).length > 12;
    return {
      certainty: long ? "proven" : "likely",
      at: "joinCall.meetingNumber",
      message: long
        ? "`meetingNumber` is written with separators, and with them it has more than the 12 characters that client view takes"
        : "`meetingNumber` is written with separators, and is sent to Zoom that way",
      help: `Pass digits only, as in the token: \`meetingNumber: "${joinNumber.digits}"\`.`,
    };
  },

  why: "People are shown the number in groups; machines take the digits. Client view refuses more than 12 characters with 4003; shorter ones, and all of component view, reach Zoom as they are.",
  sources: [observed("4003, `meetingNumber length > 12`, in client view; component view sends dashes.")],

  examples: {
    failing: [
      {
        name: "As in the invitation",
        evidence: { client: { view: "client" }, joinCall: { meetingNumber: "872 7069 5528" } },
        finding: {
          certainty: "proven",
          at: "joinCall.meetingNumber",
          message:
            "`meetingNumber` is written with separators, and with them it has more than the 12 characters that client view takes",
          help: 'Pass digits only, as in the token: `meetingNumber: "87270695528"`.',
        },
      },
      {
        name: "Component view",
        evidence: { client: { view: "component" }, joinCall: { meetingNumber: "872-7069-5528" } },
        finding: {
          certainty: "likely",
          at: "joinCall.meetingNumber",
          message: "`meetingNumber` is written with separators, and is sent to Zoom that way",
          help: 'Pass digits only, as in the token: `meetingNumber: "87270695528"`.',
        },
      },
    ],
    passing: [
      {
        name: "Digits",
        evidence: { client: { view: "client" }, joinCall: { meetingNumber: "87270695528" } },
      },
    ],
  },
});
