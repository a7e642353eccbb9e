import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";

const HELP =
  "Look at what the signing endpoint answered: an error, most likely, or a member under another name.";

export const signatureEmpty: Rule = defineRule({
  id: "signature-empty",
  title: "The signature is empty",
  cause: "encoding",
  stage: "form",
  needs: ["shape"],

  check({ shape }) {
    if (shape.is !== "empty") return undefined;
    return { certainty: "proven", at: "signature", message: "the signature is an empty text", help: HELP };
  },

  why: "An empty text is what is left when the signing failed and its error was not looked at, or when `join()` ran before the answer was there.",
  sources: [
    observed(
      "with an empty signature the component view rejects with a TypeError, and the client view never calls back.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "`join()` ran too early",
        pass: () => "",
        finding: {
          certainty: "proven",
          at: "signature",
          message: "the signature is an empty text",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "A signature" }],
  },
});
