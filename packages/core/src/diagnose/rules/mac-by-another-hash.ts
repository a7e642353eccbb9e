import { defineRule, type Rule } from "../rule.ts";
import { rfc7515 } from "../sources.ts";
import { provenBy } from "../words.ts";

export const macByAnotherHash: Rule = defineRule({
  id: "mac-by-another-hash",
  title: "Another hash than the header says",
  cause: "encoding",
  stage: "mac",
  needs: ["mac"],
  uses: ["macMistake"],

  check({ macMistake }) {
    if (macMistake?.family !== "hash") return undefined;
    return {
      certainty: "proven",
      at: "mac",
      message: provenBy(macMistake.sentence),
      help: macMistake.help,
    };
  },

  why: "`HS256` says HMAC with SHA-256. Zoom computes just that, whatever the signer did.",
  sources: [rfc7515("3.1", "The header's `alg` names what the third part was made with.")],

  examples: {
    failing: [
      {
        name: "HMAC with SHA-512",
        // computed apart, with node:crypto
        pass: (token) =>
          `${token.slice(0, token.lastIndexOf("."))}.VkGe_E1Uoe4n344jm9sxOGhIhuCcZAQcLHbowMsPe0vi6-4V2TQcrHEBJlQYhzbpDu2Hm2LhqydQfzw7T5S8PA`,
        finding: {
          certainty: "proven",
          at: "mac",
          message:
            "the signature does not verify as it stands; it verifies with the secret as given, by HMAC with SHA-512",
          help: "Use HMAC with SHA-256, the secret as its key: that is what `HS256` in the header says.",
        },
      },
    ],
    passing: [{ name: "HMAC with SHA-256" }],
  },
});
