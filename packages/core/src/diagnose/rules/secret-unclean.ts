import { defineRule, type Rule } from "../rule.ts";
import { source, zoomAuth } from "../sources.ts";

const HELP =
  "Take it off where the secret is stored or read: `.trim()` what comes from a file, no quotes in an env file that keeps them. Zoom's secrets are letters and digits only.";

export const secretUnclean: Rule = defineRule({
  id: "secret-unclean",
  title: "Something other than letters and digits stands in the secret",
  cause: "wrong-credentials",
  stage: "credentials",
  needs: ["secretLook"],
  uses: ["macMistake"],

  check({ secretLook, macMistake }) {
    // Where computing told what it does, that is said instead.
    if (secretLook.is !== "unclean" || macMistake) return undefined;
    return {
      certainty: "likely",
      at: "credentials.sdkSecret",
      message: `the secret holds ${secretLook.what}, which Zoom's secrets do not`,
      help: HELP,
    };
  },

  why: "Every character of the secret counts, also one that cannot be seen. A signature made with it verifies here, with the same text, and not at Zoom.",
  sources: [
    zoomAuth("The signature is made with the client secret, as it is."),
    source("https://www.rfc-editor.org/rfc/rfc2104", "A HMAC with another key has nothing in common."),
  ],

  examples: {
    failing: [
      {
        name: "Signed with the line break of the file",
        secret: "fixtureSecretForExamplesOnly0001\n",
        evidence: {
          credentials: {
            sdkKey: "fixtureKey_0123456789A",
            sdkSecret: "fixtureSecretForExamplesOnly0001\n",
          },
          now: 1_763_949_600,
        },
        finding: {
          certainty: "likely",
          at: "credentials.sdkSecret",
          message: "the secret holds a line break, which Zoom's secrets do not",
          help: HELP,
        },
      },
      {
        name: "Signed with the quotes of the env file",
        secret: '"fixtureSecretForExamplesOnly0001"',
        evidence: {
          credentials: {
            sdkKey: "fixtureKey_0123456789A",
            sdkSecret: '"fixtureSecretForExamplesOnly0001"',
          },
          now: 1_763_949_600,
        },
        finding: {
          certainty: "likely",
          at: "credentials.sdkSecret",
          message: "the secret holds quotes, which Zoom's secrets do not",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "Letters and digits" }],
  },
});
