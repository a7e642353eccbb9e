import { defineRule, type Rule } from "../rule.ts";
import { forum, zoomAuth } from "../sources.ts";

const HELP =
  "Give `credentials.sdkSecret`, here and not in a forum: then a wrong secret, a newline in it or another app's shows by arithmetic. It has to be the secret that stands beside this key, of the same environment, development or production.";
const HELP_REMOVED =
  "Run `countersign doctor` on the machine that has the secret: then a wrong secret, a newline in it or another app's shows by arithmetic, and the secret stays there.";

export const secretNotChecked: Rule = defineRule({
  id: "secret-not-checked",
  title: "The secret was not given",
  cause: "wrong-credentials",
  stage: "mac",
  needs: ["unexplained", "symptoms", "open"],
  uses: ["secretsRemoved"],
  reports: 11,

  check({ symptoms, open, secretsRemoved }) {
    if (!symptoms.includes("invalid-signature")) return undefined;
    if (!open.includes("secret")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the secret was not given, so nothing says whether the token is signed with it",
      help: secretsRemoved ? HELP_REMOVED : HELP,
    };
  },

  why: "Of all that can be wrong with a token that reads well, a secret that is not the one of its key is the most frequent in reports. A token does not show it.",
  sources: [
    zoomAuth("The signature is an HMAC with the secret of the app that appKey names."),
    forum("131217", "The pair in use was not that of the app."),
  ],

  examples: {
    failing: [
      {
        name: "The error, a good token, no secret",
        evidence: {
          clockOffset: 0,
          app: { features: { embed: { meeting_sdk: { enable: true } } } },
          meeting: { id: 87270695528 },
          credentials: { sdkKey: "fixtureKey_0123456789A" },
          error: { code: 3712, message: "Signature is invalid." },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the secret was not given, so nothing says whether the token is signed with it",
          help: HELP,
        },
      },
      {
        name: "The same, where no secret may be given",
        evidence: {
          clockOffset: 0,
          app: { features: { embed: { meeting_sdk: { enable: true } } } },
          meeting: { id: 87270695528 },
          credentials: { sdkKey: "fixtureKey_0123456789A" },
          error: { code: 3712, message: "Signature is invalid." },
          secretsRemoved: true,
        },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the secret was not given, so nothing says whether the token is signed with it",
          help: HELP_REMOVED,
        },
      },
    ],
    passing: [{ name: "No error", evidence: { credentials: { sdkKey: "fixtureKey_0123456789A" } } }],
  },
});
