import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";
import { provenBy } from "../words.ts";

export const secretWithExtraCharacters: Rule = defineRule({
  id: "secret-with-extra-characters",
  title: "Something stuck to the secret when it was read",
  cause: "wrong-credentials",
  stage: "credentials",
  needs: ["mac"],
  uses: ["macMistake"],

  check({ macMistake }) {
    if (macMistake?.family !== "extra-characters") return undefined;
    return {
      certainty: "proven",
      at: "mac",
      message: provenBy(macMistake.sentence),
      help: macMistake.help,
    };
  },

  why: "A file ends in a line break, an env file keeps quotes, a copied text brings a space along: all of it becomes part of the key of the HMAC, and Zoom's copy of the secret has none of it.",
  sources: [zoomAuth("The signature is made with the client secret, as it is.")],

  examples: {
    failing: [
      {
        name: "Read from a file that ends in a line break",
        secret: "fixtureSecretForExamplesOnly0001\n",
        finding: {
          certainty: "proven",
          at: "mac",
          message:
            "the signature does not verify as it stands; it verifies with the secret with a newline at its end",
          help: "Sign with the secret exactly as Zoom shows it, as UTF-8 text, neither decoded nor changed.",
        },
      },
      {
        name: "Quotes kept by an env file",
        secret: '"fixtureSecretForExamplesOnly0001"',
        finding: {
          certainty: "proven",
          at: "mac",
          message:
            "the signature does not verify as it stands; it verifies with the secret with double quotes around it",
          help: "Sign with the secret exactly as Zoom shows it, as UTF-8 text, neither decoded nor changed.",
        },
      },
      {
        name: "A byte order mark",
        secret: "\ufefffixtureSecretForExamplesOnly0001",
        finding: {
          certainty: "proven",
          at: "mac",
          message:
            "the signature does not verify as it stands; it verifies with the secret with a byte order mark in front of it",
          help: "Sign with the secret exactly as Zoom shows it, as UTF-8 text, neither decoded nor changed.",
        },
      },
    ],
    passing: [{ name: "Trimmed" }],
  },
});
