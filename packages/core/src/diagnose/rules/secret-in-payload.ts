import { defineRule, type Rule } from "../rule.ts";
import { source, zoomAuth } from "../sources.ts";
import { code } from "../words.ts";

const HELP =
  "Take the claim out, and have Zoom make a new secret: everybody who got such a signature can read it and sign as you.";

export const secretInPayload: Rule = defineRule({
  id: "secret-in-payload",
  title: "The secret stands in the token",
  cause: "wrong-credentials",
  stage: "credentials",
  needs: ["payload", "sdkSecret", "secretLook"],

  check({ payload, sdkSecret, secretLook }) {
    if (!["plain", "unclean"].includes(secretLook.is)) return undefined;
    const claim = Object.keys(payload).find((name) => payload[name] === sdkSecret);
    if (claim === undefined) return undefined;
    return {
      certainty: "proven",
      at: `payload.${claim}`,
      message: `the claim ${code(claim)} holds the secret, and anybody can read a payload`,
      help: HELP,
    };
  },

  why: "The payload is encoded, not encrypted. Zoom may well accept the signature; that is not the harm.",
  sources: [
    source(
      "https://www.rfc-editor.org/rfc/rfc7519#section-12",
      "A JWT's claims can be read by whoever has it.",
    ),
    zoomAuth("The secret belongs on the server only."),
  ],

  examples: {
    failing: [
      {
        name: "Key and secret both as claims",
        payload: { sdkSecret: "fixtureSecretForExamplesOnly0001" },
        finding: {
          certainty: "proven",
          at: "payload.sdkSecret",
          message: "the claim `sdkSecret` holds the secret, and anybody can read a payload",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "The key only" }],
  },
});
