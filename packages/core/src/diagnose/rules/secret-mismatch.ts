import { defineRule, type Rule } from "../rule.ts";
import { forum, zoomAuth } from "../sources.ts";
import { masked } from "../words.ts";

const TRIED = [
  "white space, line ends, a byte order mark, quotes, brackets or a variable's name around the secret, added and removed",
  "the secret cut off or changed as shells, env files, URLs and forms do it",
  "the secret encoded or decoded as base64, base64url, hex, UTF-16 or Latin-1, hashed, or in another case",
  "the SDK key in the place of the secret, or joined with it",
  "an empty secret, what failed look-ups leave, and the placeholders of samples",
  "the MAC over other inputs: one part alone, other base64, rewritten JSON, texts not encoded, UTF-16",
  "other hashes: SHA-1, SHA-384, SHA-512, and SHA-256 without HMAC",
  "the MAC as hex, as base64 of hex, in standard base64, padded, spoiled as text, or cut to 16 bytes or more",
  "pairs of these",
];

export const secretMismatch: Rule = defineRule({
  id: "secret-mismatch",
  title: "The signature was made with another secret",
  cause: "wrong-credentials",
  stage: "credentials",
  needs: ["mac", "sdkSecret"],
  uses: ["macMismatch"],

  check({ macMismatch, sdkSecret }) {
    if (!macMismatch) return undefined;
    return {
      certainty: "proven",
      at: "mac",
      message: `the signature does not verify with the secret given, ${masked(sdkSecret)}, nor with any of the usual mistakes in using it`,
      help: helpFor(macMismatch.families),
    };
  },

  why: "That it does not verify is arithmetic. Whose secret it was made with cannot be told from it; in the reports it was another app's, or another environment's, nearly always.",
  sources: [
    zoomAuth("The signature is made with the secret of the app that appKey names."),
    forum("97215", "Right code, and the credentials of another kind of app."),
    forum("131217", "Credentials of a Server-to-Server app."),
  ],

  examples: {
    failing: [
      {
        name: "Another app's secret",
        secret: "fixtureSecretOfAnotherApp0000002",
        finding: {
          certainty: "proven",
          at: "mac",
          message:
            "the signature does not verify with the secret given, fixt… (32 characters), nor with any of the usual mistakes in using it",
          help: helpFor(TRIED),
        },
      },
    ],
    passing: [
      { name: "The app's secret" },
      {
        name: "No secret to compare with",
        secret: "fixtureSecretOfAnotherApp0000002",
        evidence: { credentials: {} },
      },
    ],
  },
});

function helpFor(families: readonly string[]): string {
  return `Most likely it is the secret of another app, of the other environment (development and production have different pairs), or an old one. Copy client id and client secret again, both from one page of the Meeting SDK app, and restart the signer. Give other secrets you have as \`credentials.others\` to have them tried. Tried without a match: ${families.join("; ")}.`;
}
