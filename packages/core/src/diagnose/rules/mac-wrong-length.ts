import { defineRule, type Rule } from "../rule.ts";
import { rfc7515 } from "../sources.ts";
import { plural } from "../words.ts";

/** Lengths that give the mistake away. */
const KNOWN: { readonly [bytes: number]: string } = {
  20: "as SHA-1 makes",
  48: "as SHA-384 makes",
  64: "as SHA-512 makes, or hexadecimal text encoded once more",
};

const HELP = "Take HMAC-SHA256, whose 32 bytes are 43 characters of base64url, and pass the signature whole.";

export const macWrongLength: Rule = defineRule({
  id: "mac-wrong-length",
  title: "The third part has the wrong length",
  cause: "encoding",
  stage: "mac",
  needs: ["encoded", "header", "macLook"],

  check({ encoded, header }) {
    const count = encoded.mac?.bytes?.length;
    // Another algorithm in the header explains another length.
    if (count === undefined || count === 32 || header.alg !== "HS256") return undefined;
    const known = KNOWN[count] ? `, ${KNOWN[count]}` : count < 32 ? ": it was cut" : "";
    return {
      certainty: "proven",
      at: "mac",
      message: `the third part has ${plural(count, "byte")}${known}; HS256 makes 32`,
      help: HELP,
    };
  },

  why: "HS256 is HMAC with SHA-256, and its result always has 32 bytes.",
  sources: [rfc7515("A.1.1", "An HS256 signature: 32 bytes, 43 characters.")],

  examples: {
    failing: [
      {
        name: "The last characters were not copied",
        pass: (token) => token.slice(0, -3),
        // With the secret it is computed that it was cut.
        evidence: { credentials: {}, now: 1_763_949_600 },
        finding: {
          certainty: "proven",
          at: "mac",
          message: "the third part has 30 bytes: it was cut; HS256 makes 32",
          help: HELP,
        },
      },
      {
        name: "Hexadecimal in base64",
        pass: (token) => `${token.slice(0, token.lastIndexOf("."))}.${"MDEy".repeat(21)}Mw`,
        finding: {
          certainty: "proven",
          at: "mac",
          message:
            "the third part has 64 bytes, as SHA-512 makes, or hexadecimal text encoded once more; HS256 makes 32",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "32 bytes" }],
  },
});
