import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";
import { code } from "../words.ts";

const WORDS = /^(?:undefined|null|none|nil|nan|true|false)$/i;

export const signatureUndefined: Rule = defineRule({
  id: "signature-undefined",
  title: "There is no signature",
  cause: "encoding",
  stage: "form",
  needs: ["passed"],
  uses: ["shape"],

  check({ passed, shape }) {
    const word = shape?.is === "word" && WORDS.test(shape.word) ? shape.word : undefined;
    if (passed.type !== "undefined" && passed.type !== "null" && word === undefined) return undefined;
    const seen = word === undefined ? code(passed.type) : `the text ${code(word)}`;
    return {
      certainty: "proven",
      at: "signature",
      message: `what was passed as the signature is ${seen}`,
      help: "Look at what the signing endpoint answered and at the name the signature is read from: Zoom's sample answers `{ signature, sdkKey }`, so it is `body.signature`.",
    };
  },

  why: "A member that is missing, or is spelled differently, reads as `undefined` without any error. Joined into a text or sent as a form field it becomes the word.",
  sources: [
    observed(
      "with `undefined` the component view rejects with a TypeError, and the client view never calls back.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "The member is called otherwise",
        pass: () => undefined,
        finding: {
          certainty: "proven",
          at: "signature",
          message: "what was passed as the signature is `undefined`",
          help: "Look at what the signing endpoint answered and at the name the signature is read from: Zoom's sample answers `{ signature, sdkKey }`, so it is `body.signature`.",
        },
      },
      {
        name: "The word, from a form field",
        pass: () => "undefined",
        finding: {
          certainty: "proven",
          at: "signature",
          message: "what was passed as the signature is the text `undefined`",
          help: "Look at what the signing endpoint answered and at the name the signature is read from: Zoom's sample answers `{ signature, sdkKey }`, so it is `body.signature`.",
        },
      },
    ],
    passing: [{ name: "A signature" }],
  },
});
