import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";
import { masked } from "../words.ts";

const HELP =
  "Put the client id into `appKey` and sign with the client secret. If the text in the token is the secret, have Zoom make a new one: a signature's payload can be read by everybody who gets it.";

export const secretAsAppKey: Rule = defineRule({
  id: "secret-as-app-key",
  title: "Key and secret are exchanged",
  cause: "wrong-credentials",
  stage: "credentials",
  needs: ["secretLook", "sdkSecret"],

  check({ secretLook, sdkSecret }) {
    if (secretLook.is !== "swapped") return undefined;
    return {
      certainty: "likely",
      at: "payload.appKey",
      message: `the token names as its key what was given as the secret, ${masked(sdkSecret)}`,
      help: HELP,
    };
  },

  why: "Two variables were exchanged, in the signer or in what was given for this check. The key is public; the secret is not to be in a token at all.",
  sources: [zoomAuth("appKey is the client id; the signature is made with the client secret.")],

  examples: {
    failing: [
      {
        name: "Exchanged in the signer",
        secret: "fixtureKey_0123456789A",
        payload: {
          appKey: "fixtureSecretForExamplesOnly0001",
          sdkKey: "fixtureSecretForExamplesOnly0001",
        },
        finding: {
          certainty: "likely",
          at: "payload.appKey",
          message: "the token names as its key what was given as the secret, fixt… (32 characters)",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "The key in the token" }],
  },
});
