import { defineRule, type Rule } from "../rule.ts";
import { rfc7515 } from "../sources.ts";

const HELP =
  "Return all three parts: `header.payload.mac`, where the last is the base64url of the HMAC over `header.payload`.";

export const twoSegments: Rule = defineRule({
  id: "two-segments",
  title: "The third part is missing",
  cause: "encoding",
  stage: "form",
  needs: ["thirdPart"],
  uses: ["header"],

  check({ thirdPart, header }) {
    // Without a MAC on purpose is another mistake: its header says so.
    if (thirdPart !== "" || (typeof header?.alg === "string" && header.alg.toLowerCase() === "none"))
      return undefined;
    return {
      certainty: "proven",
      at: "signature",
      message: "the signature has a header and a payload and no third part, which would prove who made it",
      help: HELP,
    };
  },

  why: "The third part is a hash over the first two, made with the secret. Without it anybody could have written the rest.",
  sources: [rfc7515("7.1", "A compact token has three parts with two dots between them.")],

  examples: {
    failing: [
      {
        name: "What is signed was returned, not the signed token",
        pass: (token) => token.slice(0, token.lastIndexOf(".")),
        finding: {
          certainty: "proven",
          at: "signature",
          message:
            "the signature has a header and a payload and no third part, which would prove who made it",
          help: HELP,
        },
      },
    ],
    passing: [
      { name: "Three parts" },
      {
        name: "Taken out before it was handed over",
        pass: (token) => token.slice(0, token.lastIndexOf(".")),
        evidence: { credentials: {}, now: 1_763_949_600, secretsRemoved: true },
      },
    ],
  },
});
