import { defineRule, type Rule } from "../rule.ts";
import { rfc7515, source } from "../sources.ts";
import { provenBy } from "../words.ts";

export const macWrittenWrongly: Rule = defineRule({
  id: "mac-written-wrongly",
  title: "The third part is written in another way",
  cause: "encoding",
  stage: "mac",
  needs: ["mac"],
  uses: ["macMistake"],

  check({ macMistake }) {
    if (macMistake?.family !== "written") return undefined;
    return {
      certainty: "proven",
      at: "mac",
      message: provenBy(macMistake.sentence),
      help: macMistake.help,
    };
  },

  why: "The HMAC has 32 bytes, and base64url writes them as 43 characters. A digest that was made into text before that, or cut afterwards, is something else.",
  sources: [
    rfc7515("3.1", "The third part is base64url of the MAC."),
    source(
      "https://github.com/mieszko4/react-native-zoom-us/issues/340",
      "A hand-made signature with a hexadecimal third part.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "Base64 of the hexadecimal text",
        // computed apart, with node:crypto
        pass: (token) =>
          `${token.slice(0, token.lastIndexOf("."))}.ZGQ5ZTdkY2EyYzNkMTVlYTIzYTdlNjM1NTg1ZTVjZmFiYjkyYTE4YTVjODNlYmI3Y2ZlYzQ5NTQxNWZiYWE0ZQ`,
        finding: {
          certainty: "proven",
          at: "mac",
          message:
            "the signature does not verify as it stands; it verifies with the secret as given, with the MAC written as base64 of its hex",
          help: "Write the 32 bytes of the MAC as base64url without padding, 43 characters; let the library give bytes, not text.",
        },
      },
      {
        name: "The last characters were not copied",
        pass: (token) => token.slice(0, -3),
        finding: {
          certainty: "proven",
          at: "mac",
          message:
            "the signature does not verify as it stands; it verifies with the secret as given, with the MAC cut off before its end",
          help: "Send the MAC whole: 43 characters.",
        },
      },
    ],
    passing: [{ name: "Base64url" }],
  },
});
