import { defineRule, type Rule } from "../rule.ts";
import { rfc7515 } from "../sources.ts";

const HELP =
  "Take the quotes off. If the endpoint answers with a JSON text, read it with `await response.json()` and not with `response.text()`.";

export const quotesAroundSignature: Rule = defineRule({
  id: "quotes-around-signature",
  title: "Quotes around the signature",
  cause: "encoding",
  stage: "form",
  needs: ["form"],

  check({ form }) {
    const quotes = form.peels.find(({ kind }) => kind === "quotes");
    if (!quotes || form.token === "") return undefined;
    return {
      certainty: "proven",
      at: "signature",
      message: "the signature has quotes at its ends, which are no part of it",
      help: HELP,
    };
  },

  why: "A text in JSON stands in quotes. Read as plain text, or stringified once too often, it keeps them.",
  sources: [rfc7515("7.1", "A compact token is base64url characters and two dots, nothing else.")],

  examples: {
    failing: [
      {
        name: "Stringified once too often",
        pass: (token) => JSON.stringify(token),
        finding: {
          certainty: "proven",
          at: "signature",
          message: "the signature has quotes at its ends, which are no part of it",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "Without quotes" }],
  },
});
