import { defineRule, type Rule } from "../rule.ts";
import { rfc7519, zoomAuth } from "../sources.ts";
import { code } from "../words.ts";

const HELP = 'Make the header `{"alg":"HS256","typ":"JWT"}`.';

export const typNotJwt: Rule = defineRule({
  id: "typ-not-jwt",
  title: "The header names another type",
  cause: "encoding",
  stage: "header",
  needs: ["header"],

  check({ header }) {
    const { typ } = header;
    if (typ === undefined || (typeof typ === "string" && typ.toUpperCase() === "JWT")) return undefined;
    return {
      certainty: "possible",
      at: "header.typ",
      message: `the header's \`typ\` is ${code(typ)}; every sample has \`JWT\``,
      help: HELP,
    };
  },

  why: "`typ` may be left out, and signatures without it are in use. One that names something else may be refused; that Zoom looks at it is not known.",
  sources: [
    rfc7519("5.1", "typ is optional, JWT in capitals is recommended."),
    zoomAuth("The header has typ JWT."),
  ],

  examples: {
    failing: [
      {
        name: "An access token's type",
        header: { typ: "at+jwt" },
        finding: {
          certainty: "possible",
          at: "header.typ",
          message: "the header's `typ` is `at+jwt`; every sample has `JWT`",
          help: HELP,
        },
      },
    ],
    passing: [
      { name: "No `typ`", header: { typ: undefined } },
      { name: "In lower case", header: { typ: "jwt" } },
    ],
  },
});
