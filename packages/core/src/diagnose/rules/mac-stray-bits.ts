import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";
import { provenBy } from "../words.ts";

export const macStrayBits: Rule = defineRule({
  id: "mac-stray-bits",
  title: "The last character of the third part is not as it was written",
  cause: "encoding",
  stage: "mac",
  needs: ["mac"],
  uses: ["macMistake"],

  check({ macMistake }) {
    if (macMistake?.family !== "stray-bits") return undefined;
    return {
      certainty: "possible",
      at: "mac",
      message: provenBy(macMistake.sentence),
      help: macMistake.help,
    };
  },

  why: "Of the last of 43 characters only four bits count. An encoder leaves the other two zero, so another letter there was changed by hand or on the way. Strict decoders refuse it; what Zoom does is not known.",
  sources: [
    source(
      "https://www.rfc-editor.org/rfc/rfc4648#section-3.5",
      "Bits that are left over are zero; a decoder may refuse others.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "Another last letter",
        // computed apart, with node:crypto
        pass: (token) =>
          `${token.slice(0, token.lastIndexOf("."))}.3Z59yiw9Feojp-Y1WF5c-ruSoYpcg-u3z-xJVBX7qk5`,
        finding: {
          certainty: "possible",
          at: "mac",
          message:
            "the signature does not verify as it stands; it verifies with the secret as given, with the MAC written with stray bits in its last character",
          help: "Write the 32 bytes of the MAC as base64url without padding, 43 characters; let the library give bytes, not text.",
        },
      },
    ],
    passing: [{ name: "As it was written" }],
  },
});
