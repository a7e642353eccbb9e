import { defineRule, type Rule } from "../rule.ts";
import { observed, source } from "../sources.ts";

const HELP =
  "Pass `password` of the meeting as it is now. Leading zeros are part of it, so keep it a text, and it is case sensitive.";

export const passcodeDiffers: Rule = defineRule({
  id: "passcode-differs",
  title: "Another passcode than the meeting has",
  cause: "meeting",
  stage: "meeting",
  needs: ["passcode", "meetingInfo"],

  check({ passcode, meetingInfo }) {
    const { text, name } = passcode;
    const { passcode: right, encryptedPasscode } = meetingInfo;
    if (text === "" || right === undefined || text === right || text === encryptedPasscode) return undefined;
    // What looks like the encrypted form is named as that.
    if (/^(?=.*[A-Za-z])[\w-]{20,60}(?:\.\d+)?$/.test(text)) return undefined;
    return {
      certainty: "proven",
      at: `joinCall.${name}`,
      message: "the passcode in the join call is not the meeting's",
      help: HELP,
    };
  },

  why: "The signature is accepted, and then the passcode is refused.",
  sources: [
    source("https://developers.zoom.us/docs/api/", "A meeting has a password."),
    observed("3004 in component view, no call back in client view."),
  ],

  examples: {
    failing: [
      {
        name: "A zero that a number lost",
        evidence: { joinCall: { passWord: 12345 }, meeting: { id: 87270695528, password: "012345" } },
        finding: {
          certainty: "proven",
          at: "joinCall.passWord",
          message: "the passcode in the join call is not the meeting's",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "The same",
        evidence: { joinCall: { password: "012345" }, meeting: { id: 87270695528, password: "012345" } },
      },
    ],
  },
});
