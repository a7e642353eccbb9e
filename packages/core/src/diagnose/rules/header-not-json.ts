import { defineRule, type Rule } from "../rule.ts";
import { rfc7515 } from "../sources.ts";

const WHY_NOT = {
  "not-utf8": "is not UTF-8 text",
  "not-json": "is not JSON",
  "not-an-object": "is JSON, but not an object",
};
const HELP =
  'The header is base64url of `{"alg":"HS256","typ":"JWT"}`: `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9`.';

export const headerNotJson: Rule = defineRule({
  id: "header-not-json",
  title: "The header is not a JSON object",
  cause: "encoding",
  stage: "header",
  needs: ["headerRead"],

  check({ headerRead }) {
    if (headerRead.ok) return undefined;
    return {
      certainty: "proven",
      at: "header",
      message: `the header ${WHY_NOT[headerRead.problem]}`,
      help: HELP,
    };
  },

  why: "The first part of a JWT is base64url of a JSON object that names the algorithm.",
  sources: [rfc7515("4", "The header is a JSON object.")],

  examples: {
    failing: [
      {
        name: "Written by hand, a quote missing",
        headerText: '{"alg:"HS256"}',
        finding: { certainty: "proven", at: "header", message: "the header is not JSON", help: HELP },
      },
      {
        name: "Encoded twice",
        headerText: '"eyJhbGciOiJIUzI1NiJ9"',
        finding: {
          certainty: "proven",
          at: "header",
          message: "the header is JSON, but not an object",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "The usual header" }],
  },
});
