import { defineRule, type Rule } from "../rule.ts";
import { rfc7515 } from "../sources.ts";
import { code } from "../words.ts";

export const urlEncoded: Rule = defineRule({
  id: "url-encoded",
  title: "The signature is URL-encoded",
  cause: "encoding",
  stage: "form",
  needs: ["form"],

  check({ form }) {
    const encoded = form.peels.find(({ kind }) => kind === "url-encoded");
    if (!encoded) return undefined;
    return {
      certainty: "proven",
      at: "signature",
      message: `the signature holds ${code(encoded.seen)}: it was written for an address and not read back`,
      help: "Read it with `new URL(address).searchParams.get(…)`, which decodes, or use `decodeURIComponent()` once. Better, keep signatures out of addresses: they end in logs.",
    };
  },

  why: "A right signature has only letters, digits, `-`, `_` and dots, which an address leaves alone. What was encoded is padding, `+`, `/` or something around it.",
  sources: [rfc7515("3", "Base64url was chosen so that a token needs no encoding in an address.")],

  examples: {
    failing: [
      {
        name: "Every dot encoded",
        pass: (token) => token.replaceAll(".", "%2E"),
        finding: {
          certainty: "proven",
          at: "signature",
          message: "the signature holds `%2E`: it was written for an address and not read back",
          help: "Read it with `new URL(address).searchParams.get(…)`, which decodes, or use `decodeURIComponent()` once. Better, keep signatures out of addresses: they end in logs.",
        },
      },
    ],
    passing: [{ name: "As it was made" }],
  },
});
