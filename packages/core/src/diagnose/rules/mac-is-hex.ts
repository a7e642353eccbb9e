import { HEX_MAC } from "../facts/segments.ts";
import { defineRule, type Rule } from "../rule.ts";
import { rfc7515, source } from "../sources.ts";

const HELP =
  'Encode the HMAC\'s 32 bytes as base64url. In Node `.digest("base64url")`; with crypto-js do not call `.toString()` on the result, it gives hexadecimal; in PHP pass `true` as the last argument of `hash_hmac()`.';

export const macIsHex: Rule = defineRule({
  id: "mac-is-hex",
  title: "The third part is hexadecimal",
  cause: "encoding",
  stage: "mac",
  needs: ["macLook"],

  check({ macLook }) {
    if (!HEX_MAC.test(macLook)) return undefined;
    return {
      certainty: "proven",
      at: "mac",
      message:
        "the third part is 64 hexadecimal digits; it has to be the same 32 bytes in base64url, 43 characters",
      help: HELP,
    };
  },

  why: "Many HMAC functions give hexadecimal unless told otherwise. A JWT wants the bytes in base64url.",
  sources: [
    rfc7515("7.1", "The third part is base64url of the MAC."),
    source(
      "https://github.com/mieszko4/react-native-zoom-us/issues/340",
      "A hand-made signature with a hexadecimal third part.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "`hash_hmac()` without `true`",
        pass: (token) =>
          `${token.slice(0, token.lastIndexOf("."))}.dd9e7dca2c3d15ea23a7e635585e5cfabb92a18a5c83ebb7cfec495415fbaa4e`,
        finding: {
          certainty: "proven",
          at: "mac",
          message:
            "the third part is 64 hexadecimal digits; it has to be the same 32 bytes in base64url, 43 characters",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "Base64url" }],
  },
});
