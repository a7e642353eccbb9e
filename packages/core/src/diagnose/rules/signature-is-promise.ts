import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";

export const signatureIsPromise: Rule = defineRule({
  id: "signature-is-promise",
  title: "A promise was passed, not the signature",
  cause: "encoding",
  stage: "form",
  needs: ["passed"],
  uses: ["shape"],

  check({ passed, shape }) {
    const asText = shape?.is === "word" && /^\[object Promise\]$/i.test(shape.word);
    if (passed.type !== "promise" && !asText) return undefined;
    return {
      certainty: "proven",
      at: "signature",
      message: asText
        ? "the signature is the text `[object Promise]`: a promise that was made into text"
        : "what was passed as the signature is a promise, which has not been waited for",
      help: "Put `await` before it: `const signature = await getSignature(…)`, and only then call `join()`.",
    };
  },

  why: "A function that asks a server answers with a promise at once. The signature is what the promise resolves to, later.",
  sources: [
    observed("anything but text as `signature` ends in a TypeError or, in the client view, in silence."),
  ],

  examples: {
    failing: [
      {
        name: "`await` was forgotten",
        pass: (token) => Promise.resolve(token),
        finding: {
          certainty: "proven",
          at: "signature",
          message: "what was passed as the signature is a promise, which has not been waited for",
          help: "Put `await` before it: `const signature = await getSignature(…)`, and only then call `join()`.",
        },
      },
      {
        name: "A promise in a template text",
        pass: (token) => `${Promise.resolve(token)}`,
        finding: {
          certainty: "proven",
          at: "signature",
          message: "the signature is the text `[object Promise]`: a promise that was made into text",
          help: "Put `await` before it: `const signature = await getSignature(…)`, and only then call `join()`.",
        },
      },
    ],
    passing: [{ name: "What the promise resolves to" }],
  },
});
