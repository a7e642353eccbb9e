import { defineRule, type Rule } from "../rule.ts";
import { observed, zoomAuth } from "../sources.ts";

const HELP =
  "Pass the number of the meeting, 9 to 11 digits, the same as `mn` in the token. A personal link name has none; look it up with `GET /v2/users/me`.";
const WHAT: { readonly [is: string]: string } = {
  link: "a link",
  uuid: "a meeting's UUID",
  name: "a name",
  "wrong-length": "too short or too long for a meeting number",
};

export const joinNumberNotANumber: Rule = defineRule({
  id: "join-number-not-a-number",
  title: "No number where the number that is joined should be",
  cause: "join-call",
  stage: "join-call",
  needs: ["joinNumber"],
  uses: ["mn"],

  check({ joinNumber, mn }) {
    if (joinNumber.is === "digits" || joinNumber.is === "separated" || joinNumber.is === "empty")
      return undefined;
    const what = WHAT[joinNumber.is];
    // The same mistake in the token is named there; a missing number has a rule of its own.
    if (!what || (mn && mn.is !== "digits")) return undefined;
    return {
      certainty: "proven",
      at: "joinCall.meetingNumber",
      message: `\`meetingNumber\` is ${what}`,
      help: HELP,
    };
  },

  why: "The number, the UUID and the name of a personal link are three things, and only the number can be joined.",
  sources: [
    observed("letters and addresses are not refused by the SDK; they reach Zoom."),
    zoomAuth("mn and meetingNumber are the number of the meeting."),
  ],

  examples: {
    failing: [
      {
        name: "The whole invitation link",
        evidence: { joinCall: { meetingNumber: "https://zoom.us/j/87270695528" } },
        finding: {
          certainty: "proven",
          at: "joinCall.meetingNumber",
          message: "`meetingNumber` is a link",
          help: HELP,
        },
      },
      {
        name: "A personal link name",
        evidence: { joinCall: { meetingNumber: "ada.lovelace" } },
        finding: {
          certainty: "proven",
          at: "joinCall.meetingNumber",
          message: "`meetingNumber` is a name",
          help: HELP,
        },
      },
      {
        name: "One digit too few to be one",
        evidence: { joinCall: { meetingNumber: "8727069" } },
        finding: {
          certainty: "proven",
          at: "joinCall.meetingNumber",
          message: "`meetingNumber` is too short or too long for a meeting number",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "Digits", evidence: { joinCall: { meetingNumber: "87270695528" } } }],
  },
});
