import { defineRule, type Rule } from "../rule.ts";
import { forum, zoomAuth } from "../sources.ts";
import { provenBy } from "../words.ts";

export const secretEncoded: Rule = defineRule({
  id: "secret-encoded",
  title: "The secret was decoded or encoded before signing",
  cause: "encoding",
  stage: "credentials",
  needs: ["mac"],
  uses: ["macMistake"],

  check({ macMistake }) {
    if (macMistake?.family !== "encoded") return undefined;
    return {
      certainty: "proven",
      at: "mac",
      message: provenBy(macMistake.sentence),
      help: macMistake.help,
    };
  },

  why: "The secret is text, and its UTF-8 bytes are the key. Some libraries take a text for base64 or hexadecimal and decode it: the key is then another one.",
  sources: [
    forum(
      "89071",
      "A Java program whose library decoded the secret from base64; the signatures were invalid.",
    ),
    zoomAuth("The signature is made with the client secret, as it is."),
  ],

  examples: {
    failing: [
      {
        name: "Encoded as base64 first",
        secret: "Zml4dHVyZVNlY3JldEZvckV4YW1wbGVzT25seTAwMDE=",
        finding: {
          certainty: "proven",
          at: "mac",
          message: "the signature does not verify as it stands; it verifies with the secret base64-encoded",
          help: "Sign with the secret exactly as Zoom shows it, as UTF-8 text, neither decoded nor changed.",
        },
      },
      {
        name: "Written as hexadecimal",
        secret: "66697874757265536563726574466f724578616d706c65734f6e6c7930303031",
        finding: {
          certainty: "proven",
          at: "mac",
          message: "the signature does not verify as it stands; it verifies with the secret written as hex",
          help: "Sign with the secret exactly as Zoom shows it, as UTF-8 text, neither decoded nor changed.",
        },
      },
      {
        name: "Hexadecimal digits, decoded by jsrsasign",
        secret: "fixtureSecretFor",
        evidence: {
          credentials: { sdkKey: "fixtureKey_0123456789A", sdkSecret: "66697874757265536563726574466f72" },
          now: 1_763_949_600,
        },
        finding: {
          certainty: "proven",
          at: "mac",
          message: "the signature does not verify as it stands; it verifies with the secret read as hex",
          help: "Pass the bytes of the text (`secret.getBytes(UTF_8)`), not the text itself, where a library would decode it: older jjwt and jsrsasign do.",
        },
      },
    ],
    passing: [{ name: "The text itself" }],
  },
});
