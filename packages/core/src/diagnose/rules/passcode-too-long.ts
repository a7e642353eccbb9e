import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";
import { plural } from "../words.ts";

const HELP = "Pass the passcode alone, without the words around it in the invitation.";

export const passcodeTooLong: Rule = defineRule({
  id: "passcode-too-long",
  title: "The passcode is too long",
  cause: "join-call",
  stage: "join-call",
  needs: ["passcode", "joinView"],

  check({ passcode, joinView }) {
    if (joinView !== "client" || passcode.text.length <= 32 || /^[\w.-]+$/.test(passcode.text))
      return undefined;
    return {
      certainty: "proven",
      at: `joinCall.${passcode.name}`,
      message: `the passcode has ${plural(passcode.text.length, "character")}, and client view takes 32`,
      help: HELP,
    };
  },

  why: "Client view answers 4003 and sends nothing.",
  sources: [
    source(
      "https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0",
      "Client view takes up to 32 characters.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "A line of the invitation",
        evidence: {
          client: { view: "client" },
          joinCall: { passWord: "Meeting ID: 872 7069 5528 Passcode: 123456" },
        },
        finding: {
          certainty: "proven",
          at: "joinCall.passWord",
          message: "the passcode has 42 characters, and client view takes 32",
          help: HELP,
        },
      },
    ],
    passing: [
      { name: "A passcode", evidence: { client: { view: "client" }, joinCall: { passWord: "123456" } } },
    ],
  },
});
