import { defineRule, type Rule } from "../rule.ts";
import { forum, rfc7515 } from "../sources.ts";
import { list } from "../words.ts";

const HELP =
  'Encode with base64url: `+` becomes `-`, `/` becomes `_`, no `=`. In Node `.toString("base64url")`, in Java `Base64.getUrlEncoder().withoutPadding()`, in Python `urlsafe_b64encode`. Do it before the HMAC is taken, for it covers the encoded text.';

export const standardBase64: Rule = defineRule({
  id: "standard-base64",
  title: "Standard base64 instead of base64url",
  cause: "encoding",
  stage: "encoding",
  needs: ["encoded"],

  check({ encoded }) {
    const parts = [encoded.header, encoded.payload, encoded.mac].filter((part) => part?.standardAlphabet);
    const names = parts.map((part) => part?.name ?? "");
    const [first] = names;
    if (first === undefined) return undefined;
    return {
      certainty: "proven",
      at: first,
      message: `${list(names.map((name) => `the ${name}`))} ${names.length > 1 ? "hold" : "holds"} \`+\` or \`/\`, which base64url does not have`,
      help: HELP,
    };
  },

  why: "A JWT is written in base64url, whose last two letters are `-` and `_`. Only texts that happen to need these letters show the mistake, so it comes and goes.",
  sources: [
    rfc7515("2", "Base64url with the URL- and filename-safe alphabet."),
    forum("98154", "A hand-made signature in standard base64."),
  ],

  examples: {
    failing: [
      {
        name: "`btoa()` over the payload",
        payload: { app: "???>>>" },
        pass: (token) => token.replaceAll("_", "/"),
        finding: {
          certainty: "proven",
          at: "payload",
          message: "the payload and the mac hold `+` or `/`, which base64url does not have",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "The same bytes in base64url", payload: { app: "???>>>" } }],
  },
});
