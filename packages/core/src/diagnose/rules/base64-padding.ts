import { defineRule, type Rule } from "../rule.ts";
import { forum, rfc7515 } from "../sources.ts";
import { list } from "../words.ts";

const HELP =
  'Strip every `=` from the three parts, from header and payload before the HMAC is taken. In Java `Base64.getUrlEncoder().withoutPadding()`, in Python `.rstrip(b"=")`.';

export const base64Padding: Rule = defineRule({
  id: "base64-padding",
  title: "Padding kept in the signature",
  cause: "encoding",
  stage: "encoding",
  needs: ["encoded"],

  check({ encoded }) {
    const parts = [encoded.header, encoded.payload, encoded.mac].filter((part) => (part?.padding ?? 0) > 0);
    const names = parts.map((part) => part?.name ?? "");
    const [first] = names;
    if (first === undefined) return undefined;
    return {
      certainty: "possible",
      at: first,
      message: `${list(names.map((name) => `the ${name}`))} ${names.length > 1 ? "end" : "ends"} in \`=\`, which a JWT leaves out`,
      help: HELP,
    };
  },

  why: "The standard has no padding in a JWT. Whether Zoom refuses it is not known: one report has such signatures work now and then.",
  sources: [
    rfc7515("2", "Base64url with all trailing `=` omitted."),
    forum("81534", "Signatures with padding were accepted on a second try."),
  ],

  examples: {
    failing: [
      {
        name: "Java's `getUrlEncoder()` alone",
        pass: (token) => `${token}=`,
        finding: {
          certainty: "possible",
          at: "mac",
          message: "the mac ends in `=`, which a JWT leaves out",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "Without padding" }],
  },
});
