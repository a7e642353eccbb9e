import { LIMITS } from "../../zoom/limits.ts";
import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";
import { plural } from "../words.ts";

const HELP =
  "Copy the client secret whole: Zoom's Marketplace, your app, Basic Information, App Credentials. If this is an example's secret, put in your own.";

export const secretTooShort: Rule = defineRule({
  id: "secret-too-short",
  title: "The secret is shorter than any of Zoom's",
  cause: "wrong-credentials",
  stage: "credentials",
  needs: ["secretLook"],
  uses: ["mac"],

  check({ secretLook, mac }) {
    // That it does not verify, or with which mistake it does, says more.
    if (secretLook.is !== "short" || (mac && !(mac.matches && mac.plain))) return undefined;
    return {
      certainty: "likely",
      at: "credentials.sdkSecret",
      message: `the secret has ${plural(secretLook.length, "character")}, and Zoom's have 32 or more`,
      help: HELP,
    };
  },

  why: `A secret of fewer than ${LIMITS.secretCharactersMin} characters was cut, or was never one of Zoom's. HMAC takes it all the same.`,
  sources: [zoomAuth("The signature is made with the app's client secret.")],

  examples: {
    failing: [
      {
        name: "Signed with a part of it",
        secret: "fixtureSecretFor",
        evidence: {
          credentials: { sdkKey: "fixtureKey_0123456789A", sdkSecret: "fixtureSecretFor" },
          now: 1_763_949_600,
        },
        finding: {
          certainty: "likely",
          at: "credentials.sdkSecret",
          message: "the secret has 16 characters, and Zoom's have 32 or more",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "32 characters" }],
  },
});
