import { defineRule, type Rule } from "../rule.ts";
import { rfc7519, zoomAuth } from "../sources.ts";

const HELP =
  "Sign with HS256 and the client secret. Most libraries do so when the secret is there: look whether it was empty.";

export const algNone: Rule = defineRule({
  id: "alg-none",
  title: "The signature is not signed",
  cause: "encoding",
  stage: "header",
  needs: ["header"],

  check({ header }) {
    if (typeof header.alg !== "string" || header.alg.toLowerCase() !== "none") return undefined;
    return {
      certainty: "proven",
      at: "header.alg",
      message: "the header's `alg` is `none`: nothing was signed",
      help: HELP,
    };
  },

  why: "`none` marks a JWT that is not protected. Nobody who checks signatures may take it.",
  sources: [rfc7519("6", "A JWT with alg none has no third part."), zoomAuth("The algorithm is HS256.")],

  examples: {
    failing: [
      {
        name: "A library without a secret",
        header: { alg: "none" },
        pass: (token) => token.slice(0, token.lastIndexOf(".") + 1),
        finding: {
          certainty: "proven",
          at: "header.alg",
          message: "the header's `alg` is `none`: nothing was signed",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "HS256" }],
  },
});
