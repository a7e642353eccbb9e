import { defineRule, type Rule } from "../rule.ts";
import { observed, source } from "../sources.ts";

const HELP =
  "Register the person (`POST /v2/meetings/{id}/registrants`) and pass the `tk` of the `join_url` in the answer, with the same `userEmail`.";

export const meetingNeedsRegistration: Rule = defineRule({
  id: "meeting-needs-registration",
  title: "The meeting asks for registration and no `tk` is passed",
  cause: "meeting",
  stage: "meeting",
  needs: ["meetingInfo", "wholeCall"],
  uses: ["tk", "zak", "asksRole"],

  check({ meetingInfo, tk, zak, asksRole }) {
    const { approval_type } = meetingInfo.settings;
    // The host, and who comes with a ZAK, need not register.
    if ((approval_type !== 0 && approval_type !== 1) || tk || zak || asksRole === 1) return undefined;
    return {
      certainty: "likely",
      at: "meeting.settings.approval_type",
      message: `the meeting asks for registration (\`approval_type\` is ${approval_type}), and the join call has no \`tk\``,
      help: HELP,
    };
  },

  why: "0 registers at once, 1 by hand, 2 not at all. Component view rejects with 3099; client view shows a page of its own and calls nothing back.",
  sources: [
    source("https://developers.zoom.us/docs/api/", "approval_type 2 is no registration."),
    observed("3099 in component view, no call back in client view."),
  ],

  examples: {
    failing: [
      {
        name: "Without a registrant",
        evidence: {
          joinCall: { meetingNumber: "87270695528", userName: "Ada", passWord: "" },
          meeting: { id: 87270695528, settings: { approval_type: 0 } },
        },
        finding: {
          certainty: "likely",
          at: "meeting.settings.approval_type",
          message: "the meeting asks for registration (`approval_type` is 0), and the join call has no `tk`",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "With one",
        evidence: {
          joinCall: {
            meetingNumber: "87270695528",
            userName: "Ada",
            passWord: "",
            userEmail: "ada@example.com",
            tk: "opaqueTkForExamples",
          },
          meeting: { id: 87270695528, settings: { approval_type: 0 } },
        },
      },
      {
        name: "None asked for",
        evidence: {
          joinCall: { meetingNumber: "87270695528", userName: "Ada", passWord: "" },
          meeting: { id: 87270695528, settings: { approval_type: 2 } },
        },
      },
    ],
  },
});
