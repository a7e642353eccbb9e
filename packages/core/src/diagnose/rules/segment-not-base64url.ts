import { defineRule, type Rule } from "../rule.ts";
import { observed, rfc7515 } from "../sources.ts";
import { code } from "../words.ts";

const HELP =
  "Pass the three parts exactly as the signing code made them; a right one has only letters, digits, `-` and `_`.";

export const segmentNotBase64url: Rule = defineRule({
  id: "segment-not-base64url",
  title: "A part is not base64url",
  cause: "encoding",
  stage: "encoding",
  needs: ["encoded"],

  check({ encoded }) {
    const part = [encoded.header, encoded.payload, encoded.mac].find((one) => one && !one.bytes);
    if (!part) return undefined;
    const why = part.bad
      ? `holds ${code(part.bad.character)} at character ${part.bad.index + 1}, which is no base64`
      : `has ${part.length} characters, a length that no base64 text has: one was lost`;
    return { certainty: "proven", at: part.name, message: `the ${part.name} ${why}`, help: HELP };
  },

  why: "The parts of a signature are base64url. Another character, or a length that cannot be, means that the text was changed after it was made.",
  sources: [
    rfc7515("7.1", "Each part is base64url."),
    observed("the component view rejects with the decoder's error, the client view never calls back."),
  ],

  examples: {
    failing: [
      {
        name: "A character of another alphabet",
        pass: (token) => `${token.slice(0, -1)}*`,
        finding: {
          certainty: "proven",
          at: "mac",
          message: "the mac holds `*` at character 43, which is no base64",
          help: HELP,
        },
      },
      {
        name: "The payload as plain JSON",
        payload: { exp: 1_763_956_770 },
        pass: (token) => `${token.split(".")[0]}.{"role":0}.${token.split(".")[2]}`,
        finding: {
          certainty: "proven",
          at: "payload",
          message: "the payload holds `{` at character 1, which is no base64",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "All parts base64url" }],
  },
});
