import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";

const HELP =
  "Pass the text that the signing endpoint made. It begins with `eyJ` and has three parts with dots between them.";

export const notAJwt: Rule = defineRule({
  id: "not-a-jwt",
  title: "Not a signature at all",
  cause: "encoding",
  stage: "form",
  needs: ["shape", "form"],

  check({ shape, form }) {
    if (shape.is !== "other" && shape.is !== "one-segment" && shape.is !== "credential-like")
      return undefined;
    const { length } = form.token;
    const messages = {
      other: `these ${length} characters are no signature: a signature is a JWT, which begins with \`eyJ\``,
      "one-segment": "this is one part of a JWT; a signature has three, with dots between them",
      "credential-like": `these ${length} letters and digits are no signature; a key, a secret or an id looks like this`,
    };
    return { certainty: "proven", at: "signature", message: messages[shape.is], help: HELP };
  },

  why: "The Meeting SDK takes a JWT: header, payload and a hash over both, each in base64url, joined by dots.",
  sources: [zoomAuth("A signature is a JWT that is made with the app's secret.")],

  examples: {
    failing: [
      {
        name: "An error text",
        pass: () => "Internal Server Error",
        finding: {
          certainty: "proven",
          at: "signature",
          message: "these 21 characters are no signature: a signature is a JWT, which begins with `eyJ`",
          help: HELP,
        },
      },
      {
        name: "Only the header",
        pass: (token) => token.slice(0, token.indexOf(".")),
        finding: {
          certainty: "proven",
          at: "signature",
          message: "this is one part of a JWT; a signature has three, with dots between them",
          help: HELP,
        },
      },
      {
        name: "Another key",
        pass: () => "anotherKey_0123456789B",
        finding: {
          certainty: "proven",
          at: "signature",
          message: "these 22 letters and digits are no signature; a key, a secret or an id looks like this",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "Three parts" }],
  },
});
