import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";

const SECRET_HELP =
  "Take the secret out of the page at once and have Zoom make a new one: whoever loaded the page has it. Sign with it on the server, and pass the JWT.";
const KEY_HELP = "Sign a JWT on the server, with the key as its claim `appKey`, and pass that JWT.";

export const secretAsSignature: Rule = defineRule({
  id: "secret-as-signature",
  title: "The key or the secret itself instead of a signature",
  cause: "wrong-token-kind",
  stage: "kind",
  needs: ["shape"],

  check({ shape }) {
    if (shape.is !== "the-secret" && shape.is !== "the-key") return undefined;
    const secret = shape.is === "the-secret";
    return {
      certainty: "proven",
      at: "signature",
      message: `what was passed as the signature is the ${secret ? "client secret" : "client id"} itself`,
      help: secret ? SECRET_HELP : KEY_HELP,
    };
  },

  why: "The secret never leaves the server. What leaves it is a signature, made with the secret, that anyone may see and that expires.",
  sources: [zoomAuth("The signature is made with the secret, on a server.")],

  examples: {
    failing: [
      {
        name: "The secret",
        pass: () => "fixtureSecretForExamplesOnly0001",
        finding: {
          certainty: "proven",
          at: "signature",
          message: "what was passed as the signature is the client secret itself",
          help: SECRET_HELP,
        },
      },
      {
        name: "The key",
        pass: () => "fixtureKey_0123456789A",
        finding: {
          certainty: "proven",
          at: "signature",
          message: "what was passed as the signature is the client id itself",
          help: KEY_HELP,
        },
      },
    ],
    passing: [{ name: "A JWT made with it" }],
  },
});
