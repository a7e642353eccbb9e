import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";
import { provenBy } from "../words.ts";

export const secretGivenUnclean: Rule = defineRule({
  id: "secret-given-unclean",
  title: "The secret given here is not clean, and the signer's was",
  cause: "wrong-credentials",
  stage: "credentials",
  needs: ["mac"],
  uses: ["macMistake"],

  check({ macMistake }) {
    if (macMistake?.family !== "given-unclean") return undefined;
    return {
      certainty: "proven",
      at: "credentials.sdkSecret",
      message: provenBy(macMistake.sentence),
      help: macMistake.help,
    };
  },

  why: "Zoom's secrets hold no white space and no quotes. The signer left them out, so the signature may well be right; what was given for checking it is not the secret.",
  sources: [zoomAuth("The signature is made with the client secret, as it is.")],

  examples: {
    failing: [
      {
        name: "A line break from the file",
        evidence: {
          credentials: { sdkKey: "fixtureKey_0123456789A", sdkSecret: "fixtureSecretForExamplesOnly0001\n" },
          now: 1_763_949_600,
        },
        finding: {
          certainty: "proven",
          at: "credentials.sdkSecret",
          message:
            "the signature does not verify as it stands; it verifies with the secret without its final newline",
          help: "Nothing else may stand around the secret given here; compare again with the clean one.",
        },
      },
    ],
    passing: [{ name: "The secret alone" }],
  },
});
