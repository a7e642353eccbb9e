import { defineRule, type Rule } from "../rule.ts";
import { rfc7515 } from "../sources.ts";

const HELP = "Pass one signature, with nothing joined to it: `header.payload.mac`.";

export const tooManySegments: Rule = defineRule({
  id: "too-many-segments",
  title: "More than three parts",
  cause: "encoding",
  stage: "form",
  needs: ["shape"],

  check({ shape }) {
    if (shape.is !== "many-segments") return undefined;
    return {
      certainty: "proven",
      at: "signature",
      message:
        shape.count === 5
          ? "this token has five parts, so it is an encrypted one; a signature has three"
          : `this token has ${shape.count} parts with dots between them; a signature has three`,
      help: HELP,
    };
  },

  why: "Three parts make a signed token and five an encrypted one, which Zoom does not take. Any other count comes from joining texts with dots.",
  sources: [rfc7515("7.1", "A compact token has three parts with two dots between them.")],

  examples: {
    failing: [
      {
        name: "The old hash appended",
        pass: (token) => `${token}.${token.slice(-43)}`,
        finding: {
          certainty: "proven",
          at: "signature",
          message: "this token has 4 parts with dots between them; a signature has three",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "Three parts" }],
  },
});
