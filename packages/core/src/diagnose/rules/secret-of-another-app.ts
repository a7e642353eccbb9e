import { defineRule, type Rule } from "../rule.ts";
import { forum, zoomAuth } from "../sources.ts";
import { provenBy } from "../words.ts";

/** What a label says about a secret that never signs. */
const NEVER_SIGN: readonly (readonly [RegExp, string])[] = [
  [/server.?to.?server|s2s/i, "A Server-to-Server app's secret never signs for the Meeting SDK."],
  [/web.?hook|secret.?token|verif/i, "A webhook's secret token never signs for the Meeting SDK."],
  [/video.?sdk/i, "A Video SDK secret never signs for the Meeting SDK."],
];

export const secretOfAnotherApp: Rule = defineRule({
  id: "secret-of-another-app",
  title: "Signed with another of your secrets",
  cause: "wrong-credentials",
  stage: "credentials",
  needs: ["mac"],
  uses: ["macMistake"],

  check({ macMistake }) {
    if (macMistake?.family !== "another-secret") return undefined;
    const { step, sentence, help } = macMistake;
    const never = NEVER_SIGN.find(([label]) => label.test(step.label ?? ""))?.[1];
    return {
      certainty: "proven",
      at: "mac",
      message: provenBy(sentence),
      help: never === undefined ? help : `${help} ${never}`,
    };
  },

  why: "Zoom looks up one secret by the key in the token. Development and production have each their own pair, and so has every other app.",
  sources: [
    zoomAuth("appKey is the client id of the app whose secret signs."),
    forum("131217", "Credentials of a Server-to-Server app were used to sign."),
  ],

  examples: {
    failing: [
      {
        name: "The production secret with the development key",
        secret: "fixtureSecretOfAnotherApp0000002",
        evidence: {
          credentials: {
            sdkKey: "fixtureKey_0123456789A",
            sdkSecret: "fixtureSecretForExamplesOnly0001",
            others: { production: "fixtureSecretOfAnotherApp0000002" },
          },
          now: 1_763_949_600,
        },
        finding: {
          certainty: "proven",
          at: "mac",
          message:
            'the signature does not verify as it stands; it verifies with the other secret "production"',
          help: "The key and the secret have to be of one app: sign with the secret that belongs to the token's `appKey`.",
        },
      },
      {
        name: "The secret of a Server-to-Server app",
        secret: "fixtureSecretOfAnotherApp0000002",
        evidence: {
          credentials: {
            sdkKey: "fixtureKey_0123456789A",
            sdkSecret: "fixtureSecretForExamplesOnly0001",
            others: { s2s: "fixtureSecretOfAnotherApp0000002" },
          },
          now: 1_763_949_600,
        },
        finding: {
          certainty: "proven",
          at: "mac",
          message: 'the signature does not verify as it stands; it verifies with the other secret "s2s"',
          help: "The key and the secret have to be of one app: sign with the secret that belongs to the token's `appKey`. A Server-to-Server app's secret never signs for the Meeting SDK.",
        },
      },
    ],
    passing: [
      {
        name: "The secret that belongs to the key",
        evidence: {
          credentials: {
            sdkKey: "fixtureKey_0123456789A",
            sdkSecret: "fixtureSecretForExamplesOnly0001",
            others: { production: "fixtureSecretOfAnotherApp0000002" },
          },
          now: 1_763_949_600,
        },
      },
    ],
  },
});
