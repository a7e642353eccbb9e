import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Pass the passcode that people type, up to 10 characters: `password` of the meeting, not `encrypted_password` and not the `pwd` of `join_url`.";

export const passcodeIsEncrypted: Rule = defineRule({
  id: "passcode-is-encrypted",
  title: "The `pwd` of a link instead of the passcode",
  cause: "meeting",
  stage: "meeting",
  needs: ["passcode"],
  uses: ["meetingInfo"],
  reports: 1,

  check({ passcode, meetingInfo }) {
    const same = meetingInfo?.encryptedPasscode === passcode.text;
    const looks = /^(?=.*[A-Za-z])[\w-]{20,60}(?:\.\d+)?$/.test(passcode.text);
    if (passcode.text === "" || passcode.text === meetingInfo?.passcode || !(same || looks)) return undefined;
    return {
      certainty: same ? "proven" : "likely",
      at: `joinCall.${passcode.name}`,
      message: `the passcode passed is the encrypted one, which stands in links as \`pwd\``,
      help: HELP,
    };
  },

  why: "Links carry the passcode in an encrypted form, for Zoom's own pages. The join call takes the plain one.",
  sources: [
    source("https://developers.zoom.us/docs/api/", "A meeting has a password and an encrypted_password."),
    source(
      "https://github.com/ElPrinceD/web-application/blob/59ea6a7/ZOOM_ERROR_CODE_1_TROUBLESHOOTING.md",
      "Code 1 where pwd was passed.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "Cut out of the link",
        evidence: { joinCall: { passWord: "aBcDeFgHiJkLmNoPqRsTuVwXyZ012345.1" } },
        finding: {
          certainty: "likely",
          at: "joinCall.passWord",
          message: "the passcode passed is the encrypted one, which stands in links as `pwd`",
          help: HELP,
        },
      },
      {
        name: "The meeting's own encrypted one",
        evidence: {
          joinCall: { password: "aBcD12" },
          meeting: { id: 87270695528, password: "123456", encrypted_password: "aBcD12" },
        },
        finding: {
          certainty: "proven",
          at: "joinCall.password",
          message: "the passcode passed is the encrypted one, which stands in links as `pwd`",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "A passcode", evidence: { joinCall: { passWord: "123456" } } }],
  },
});
