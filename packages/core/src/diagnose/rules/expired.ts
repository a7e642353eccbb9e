import { defineRule, type Rule } from "../rule.ts";
import { observed, zoomAuth } from "../sources.ts";
import { span } from "../words.ts";

export const expired: Rule = defineRule({
  id: "expired",
  title: "The signature has expired",
  cause: "exp-range",
  stage: "clock",
  needs: ["expiry", "clock"],
  uses: ["issuedAt"],

  check({ expiry, issuedAt, clock }) {
    const ago = clock.zoomNow - expiry;
    if (ago < 0) return undefined;
    const life = issuedAt === undefined ? "" : `, ${span(expiry - issuedAt)} after it was made`;
    return {
      certainty: "proven",
      at: "payload.exp",
      message: `it expired ${span(ago)} ago${life}`,
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
    ],
    passing: [{ name: "A second before its end", evidence: { now: 1_763_956_769 } }],
  },
});
