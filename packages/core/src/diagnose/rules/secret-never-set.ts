import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";
import { provenBy } from "../words.ts";

export const secretNeverSet: Rule = defineRule({
  id: "secret-never-set",
  title: "The signer had no secret",
  cause: "wrong-credentials",
  stage: "credentials",
  needs: ["mac"],
  uses: ["macMistake"],

  check({ macMistake }) {
    if (macMistake?.family !== "never-set") return undefined;
    return {
      certainty: "proven",
      at: "mac",
      message: provenBy(macMistake.sentence),
      help: macMistake.help,
    };
  },

  why: "Where a variable is not set, many languages go on with an empty text or with the word `undefined`, and HMAC takes any key.",
  sources: [
    source("https://www.rfc-editor.org/rfc/rfc2104#section-3", "A key for HMAC can have any length."),
  ],

  examples: {
    failing: [
      {
        name: "A variable that is not set",
        secret: "undefined",
        finding: {
          certainty: "proven",
          at: "mac",
          message:
            "the signature does not verify as it stands; it verifies with the text `undefined` in the place of the secret",
          help: "The signer never got the secret: check the variable's name, and that it is set where the signer runs.",
        },
      },
      {
        name: "Nothing at all",
        secret: "",
        finding: {
          certainty: "proven",
          at: "mac",
          message: "the signature does not verify as it stands; it verifies with an empty secret",
          help: "The signer never got the secret: check the variable's name, and that it is set where the signer runs.",
        },
      },
    ],
    passing: [{ name: "The secret" }],
  },
});
