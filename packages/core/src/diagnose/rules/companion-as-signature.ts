import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";
import { code } from "../words.ts";

const HELP =
  "Leave that one where it is and pass as `signature` the JWT that your server signs with the app's secret.";

export const companionAsSignature: Rule = defineRule({
  id: "companion-as-signature",
  title: "One token in two places",
  cause: "wrong-token-kind",
  stage: "kind",
  needs: ["shape"],

  check({ shape }) {
    if (shape.is !== "companion") return undefined;
    return {
      certainty: "proven",
      at: "signature",
      message: `the signature is the same text as ${code(shape.name)} in the join call`,
      help: HELP,
    };
  },

  why: "A ZAK or OBF token comes from Zoom's API and says which user acts. The signature is your app's own and says which app.",
  sources: [zoomAuth("The signature and the tokens that may go with it.")],

  examples: {
    failing: [
      {
        name: "The OBF token twice",
        pass: () => "notARealTokenJustAnExample",
        evidence: { joinCall: { obfToken: "notARealTokenJustAnExample" } },
        finding: {
          certainty: "proven",
          at: "signature",
          message: "the signature is the same text as `obfToken` in the join call",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "Two tokens", evidence: { joinCall: { obfToken: "notARealTokenJustAnExample" } } }],
  },
});
