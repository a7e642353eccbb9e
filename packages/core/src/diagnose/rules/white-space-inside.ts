import { defineRule, type Rule } from "../rule.ts";
import { rfc7515 } from "../sources.ts";

const HELP =
  "Pass it in one piece. Base64 encoders made for mail break lines every 76 characters (Python's `encodebytes`, `base64` without `-w0`); copying from a terminal does so too.";

export const whiteSpaceInside: Rule = defineRule({
  id: "white-space-inside",
  title: "White space inside the signature",
  cause: "encoding",
  stage: "form",
  needs: ["form"],

  check({ form }) {
    const space = form.peels.find(({ kind }) => kind === "white-space-inside");
    if (!space) return undefined;
    return {
      certainty: "proven",
      at: "signature",
      message: `the signature has ${space.seen} inside`,
      help: HELP,
    };
  },

  why: "A signature is one unbroken text. A space inside it is also what is left of a `+` after an address was decoded.",
  sources: [rfc7515("2", "Base64url as used here is without line breaks, white space or other characters.")],

  examples: {
    failing: [
      {
        name: "Broken at 76 characters",
        pass: (token) => token.replace(/(.{76})/g, "$1\n"),
        finding: {
          certainty: "proven",
          at: "signature",
          message: "the signature has 3 line breaks inside",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "In one piece" }],
  },
});
