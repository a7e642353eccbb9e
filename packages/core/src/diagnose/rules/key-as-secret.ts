import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";
import { provenBy } from "../words.ts";

export const keyAsSecret: Rule = defineRule({
  id: "key-as-secret",
  title: "The key stands where the secret should be",
  cause: "wrong-credentials",
  stage: "credentials",
  needs: ["mac"],
  uses: ["macMistake"],

  check({ macMistake }) {
    if (macMistake?.family !== "key-as-secret") return undefined;
    return {
      certainty: "proven",
      at: "mac",
      message: provenBy(macMistake.sentence),
      help: macMistake.help,
    };
  },

  why: "The client id and the client secret are two texts that look alike. Only the secret signs, alone.",
  sources: [zoomAuth("appKey is the client id; the signature is made with the client secret.")],

  examples: {
    failing: [
      {
        name: "Signed with the key",
        secret: "fixtureKey_0123456789A",
        finding: {
          certainty: "proven",
          at: "mac",
          message:
            "the signature does not verify as it stands; it verifies with the SDK key in the place of the secret",
          help: "Sign with the client secret, and put the client id into `appKey`: the two are exchanged.",
        },
      },
    ],
    passing: [{ name: "Signed with the secret" }],
  },
});
