import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Pass the signature itself, the text that the server answered, after `await`. If it is another one, check that one.";

export const signatureDiffers: Rule = defineRule({
  id: "signature-differs",
  title: "The join call has another signature",
  cause: "join-call",
  stage: "join-call",
  needs: ["joinCall", "passed"],
  uses: ["form"],

  check({ joinCall, passed, form }) {
    if (passed.type !== "text" || !Object.hasOwn(joinCall, "signature")) return undefined;
    const inCall = joinCall.signature;
    // What was only pasted with something around it is the same.
    if (inCall === passed.text || (form && form.token !== "" && String(inCall).includes(form.token)))
      return undefined;
    const what =
      typeof inCall !== "string" || inCall === ""
        ? "no text"
        : inCall === "(promise)"
          ? "a promise"
          : inCall === "(function)"
            ? "a function"
            : "another text";
    return {
      certainty: "proven",
      at: "joinCall.signature",
      message: `\`signature\` of the join call is ${what}, and not the signature that is checked here`,
      help: HELP,
    };
  },

  why: "Only what is in the join call reaches Zoom.",
  sources: [
    source(
      "https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0",
      "The type declarations of the join call.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "No `await`",
        evidence: { joinCall: { signature: Promise.resolve("") } },
        finding: {
          certainty: "proven",
          at: "joinCall.signature",
          message: "`signature` of the join call is a promise, and not the signature that is checked here",
          help: HELP,
        },
      },
      {
        name: "An older one",
        evidence: { joinCall: { signature: "eyJhbGciOiJIUzI1NiJ9.e30.c2ln" } },
        finding: {
          certainty: "proven",
          at: "joinCall.signature",
          message: "`signature` of the join call is another text, and not the signature that is checked here",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "Not in the part that was given", evidence: { joinCall: { userName: "Ada" } } }],
  },
});
