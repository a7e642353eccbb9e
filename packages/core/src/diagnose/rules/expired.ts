import { defineRule, type Rule } from "../rule.ts";
import { observed, zoomAuth } from "../sources.ts";
import { span } from "../words.ts";

export const expired: Rule = defineRule({
  id: "expired",
  title: "The signature has expired",
  cause: "exp-range",
  stage: "age",
  needs: ["expiry", "clock"],
  uses: ["issuedAt", "symptoms"],

  check({ expiry, issuedAt, clock, symptoms }) {
    const ago = clock.zoomNow - expiry;
    if (ago < 0) return undefined;
    const life = issuedAt === undefined ? "" : `, ${span(expiry - issuedAt)} after it was made`;
    const message = `it expired ${span(ago)} ago${life}`;
    if (symptoms?.includes("invalid-signature")) {
      return {
        certainty: "possible",
        at: "payload.exp",
        message: `${message}; Zoom answers 3705 to that, so it was refused for something else, most likely before it expired`,
        help: "Make a new one in the same way, and diagnose it while it is fresh, with the secret. What made this one invalid will be in it too.",
      };
    }
    return {
      certainty: "proven",
      at: "payload.exp",
      message,
      help: "Ask for a new one at the moment of joining. Do not store signatures, in a page or in a cache, longer than they live.",
    };
  },

  why: "Zoom answers 3705 to a signature whose `exp` has passed. A meeting that is already joined goes on.",
  sources: [
    zoomAuth("exp is the time at which the signature ends."),
    observed("an expired signature is error 3705, `The signature has expired.`"),
  ],

  examples: {
    failing: [
      {
        name: "A page that was open over lunch",
        evidence: { now: 1_763_960_370 },
        finding: {
          certainty: "proven",
          at: "payload.exp",
          message: "it expired 1 hour ago, 2 hours after it was made",
          help: "Ask for a new one at the moment of joining. Do not store signatures, in a page or in a cache, longer than they live.",
        },
      },
      {
        name: "Refused as invalid, and diagnosed the next day",
        evidence: {
          now: 1_764_036_000,
          clockOffset: 0,
          app: { features: { embed: { meeting_sdk: { enable: true } } } },
          meeting: { id: 87270695528 },
          credentials: { sdkKey: "fixtureKey_0123456789A", sdkSecret: "fixtureSecretForExamplesOnly0001" },
          error: { code: 3712, message: "Signature is invalid." },
        },
        finding: {
          certainty: "possible",
          at: "payload.exp",
          message:
            "it expired 22 hours ago, 2 hours after it was made; Zoom answers 3705 to that, so it was refused for something else, most likely before it expired",
          help: "Make a new one in the same way, and diagnose it while it is fresh, with the secret. What made this one invalid will be in it too.",
        },
      },
    ],
    passing: [{ name: "A second before its end", evidence: { now: 1_763_956_769 } }],
  },
});
