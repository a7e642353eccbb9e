import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";
import { provenBy } from "../words.ts";

export const secretMangled: Rule = defineRule({
  id: "secret-mangled",
  title: "The secret was cut or changed on its way",
  cause: "wrong-credentials",
  stage: "credentials",
  needs: ["mac"],
  uses: ["macMistake"],

  check({ macMistake }) {
    if (macMistake?.family !== "mangled") return undefined;
    return {
      certainty: "proven",
      at: "mac",
      message: provenBy(macMistake.sentence),
      help: macMistake.help,
    };
  },

  why: "Shells and env files give `$`, `#`, `%` and backslashes a meaning. A secret that holds one arrives shorter or changed, and nothing says so.",
  sources: [zoomAuth("The signature is made with the client secret, as it is.")],

  examples: {
    failing: [
      {
        name: "Cut at `#` by an env file",
        secret: "fixtureSecret",
        evidence: {
          credentials: { sdkKey: "fixtureKey_0123456789A", sdkSecret: "fixtureSecret#ForExamplesOnly01" },
          now: 1_763_949_600,
        },
        finding: {
          certainty: "proven",
          at: "mac",
          message:
            "the signature does not verify as it stands; it verifies with the secret cut off at its first `#`",
          help: "Put the secret in single quotes where the shell or the env file defines it, or read it from a file.",
        },
      },
      {
        name: "In upper case",
        secret: "FIXTURESECRETFOREXAMPLESONLY0001",
        finding: {
          certainty: "proven",
          at: "mac",
          message: "the signature does not verify as it stands; it verifies with the secret in upper case",
          help: "Sign with the secret exactly as Zoom shows it, as UTF-8 text, neither decoded nor changed.",
        },
      },
    ],
    passing: [{ name: "Whole" }],
  },
});
