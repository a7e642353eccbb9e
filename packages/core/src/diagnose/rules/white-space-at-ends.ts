import { defineRule, type Rule } from "../rule.ts";
import { rfc7515 } from "../sources.ts";

export const whiteSpaceAtEnds: Rule = defineRule({
  id: "white-space-at-ends",
  title: "White space at the signature's ends",
  cause: "encoding",
  stage: "form",
  needs: ["form"],

  check({ form }) {
    const space = form.peels.find(({ kind }) => kind === "white-space-at-ends");
    if (!space || form.token === "") return undefined;
    return {
      certainty: "proven",
      at: "signature",
      message: `the signature has ${space.seen} at its ends`,
      help: "Cut it off before use: `signature.trim()`. A command's output ends with a line break; in a shell, `printf %s` writes none.",
    };
  },

  why: "The last part of a signature is a hash. With a line break or a space behind it, it is a different text.",
  sources: [rfc7515("7.1", "A compact token is base64url characters and two dots, nothing else.")],

  examples: {
    failing: [
      {
        name: "Read out of a command's output",
        pass: (token) => `${token}\n`,
        finding: {
          certainty: "proven",
          at: "signature",
          message: "the signature has a line break at its ends",
          help: "Cut it off before use: `signature.trim()`. A command's output ends with a line break; in a shell, `printf %s` writes none.",
        },
      },
    ],
    passing: [{ name: "Nothing around it" }],
  },
});
