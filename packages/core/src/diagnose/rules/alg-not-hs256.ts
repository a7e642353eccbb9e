import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";
import { code } from "../words.ts";

const HELP =
  'Make the header `{"alg":"HS256","typ":"JWT"}` and hash with HMAC-SHA256; in a JWT library name the algorithm `HS256`.';

export const algNotHs256: Rule = defineRule({
  id: "alg-not-hs256",
  title: "The algorithm is not HS256",
  cause: "encoding",
  stage: "header",
  needs: ["header"],

  check({ header }) {
    const { alg } = header;
    if (alg === "HS256" || (typeof alg === "string" && alg.toLowerCase() === "none")) return undefined;
    return {
      certainty: "proven",
      at: "header.alg",
      message:
        alg === undefined
          ? "the header has no `alg`"
          : `the header's \`alg\` is ${code(alg)}; Zoom takes \`HS256\``,
      help: HELP,
    };
  },

  why: "Zoom has the same secret as your app and nothing else, so there is one algorithm, HMAC with SHA-256. Its name is written in capitals.",
  sources: [zoomAuth("The algorithm is HS256.")],

  examples: {
    failing: [
      {
        name: "A stronger hash",
        header: { alg: "HS512" },
        finding: {
          certainty: "proven",
          at: "header.alg",
          message: "the header's `alg` is `HS512`; Zoom takes `HS256`",
          help: HELP,
        },
      },
      {
        name: "No algorithm",
        header: { alg: undefined },
        finding: { certainty: "proven", at: "header.alg", message: "the header has no `alg`", help: HELP },
      },
    ],
    passing: [{ name: "HS256, and no `typ`", header: { typ: undefined } }],
  },
});
