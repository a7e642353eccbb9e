import { defineRule, type Rule } from "../rule.ts";
import { forum, rfc7515 } from "../sources.ts";
import { provenBy } from "../words.ts";

export const macOverAnotherInput: Rule = defineRule({
  id: "mac-over-another-input",
  title: "The HMAC is over another text",
  cause: "encoding",
  stage: "mac",
  needs: ["mac"],
  uses: ["macMistake"],

  check({ macMistake }) {
    if (macMistake?.family !== "input") return undefined;
    return {
      certainty: "proven",
      at: "mac",
      message: provenBy(macMistake.sentence),
      help: macMistake.help,
    };
  },

  why: "The HMAC covers the first two parts as they stand in the token, with the dot. Whatever is encoded, sorted or indented once more after that is another text.",
  sources: [
    rfc7515("5.1", "The MAC is over the encoded header, a dot and the encoded payload."),
    forum("98154", "A hand-made signature."),
  ],

  examples: {
    failing: [
      {
        name: "Over the payload alone",
        // computed apart, with node:crypto
        pass: (token) =>
          `${token.slice(0, token.lastIndexOf("."))}.ASwg0qUp6J3U7NPXAVPIeHJjGsU-L7t1MGPKPu0vv2g`,
        finding: {
          certainty: "proven",
          at: "mac",
          message:
            "the signature does not verify as it stands; it verifies with the secret as given, over the payload alone",
          help: "Compute the MAC over the first two parts exactly as they stand in the token, with the dot between them: base64url, no padding.",
        },
      },
    ],
    passing: [{ name: "Over both parts" }],
  },
});
