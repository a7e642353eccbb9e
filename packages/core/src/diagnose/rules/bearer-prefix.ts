import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";
import { code } from "../words.ts";

export const bearerPrefix: Rule = defineRule({
  id: "bearer-prefix",
  title: "A word such as Bearer before the signature",
  cause: "encoding",
  stage: "form",
  needs: ["form"],

  check({ form }) {
    const prefix = form.peels.find(({ kind }) => kind === "scheme" || kind === "label");
    if (!prefix) return undefined;
    return {
      certainty: "proven",
      at: "signature",
      message: `the signature has ${code(prefix.seen)} before it`,
      help: "Pass the signature alone, from its first `eyJ` on. `Bearer` belongs into an HTTP header and nowhere else.",
    };
  },

  why: "`Bearer` names the scheme of an `Authorization` header. It is no part of any token.",
  sources: [
    observed(
      "the SDK decodes only the middle part, so this passes its own check and is sent to Zoom as it is.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "Copied from a header",
        pass: (token) => `Bearer ${token}`,
        finding: {
          certainty: "proven",
          at: "signature",
          message: "the signature has `Bearer` before it",
          help: "Pass the signature alone, from its first `eyJ` on. `Bearer` belongs into an HTTP header and nowhere else.",
        },
      },
      {
        name: "Copied with its name",
        pass: (token) => `signature=${token}`,
        finding: {
          certainty: "proven",
          at: "signature",
          message: "the signature has `signature=` before it",
          help: "Pass the signature alone, from its first `eyJ` on. `Bearer` belongs into an HTTP header and nowhere else.",
        },
      },
    ],
    passing: [{ name: "The signature alone" }],
  },
});
