import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";
import { span } from "../words.ts";

export const expBeforeIat: Rule = defineRule({
  id: "exp-before-iat",
  title: "It expires before it was made",
  cause: "exp-range",
  stage: "lifetime",
  needs: ["times"],

  check({ times }) {
    const lifetime = times.exp - times.iat;
    if (lifetime > 0) return undefined;
    return {
      certainty: "proven",
      at: "payload.exp",
      message:
        lifetime === 0 ? "`exp` and `iat` are the same time" : `\`exp\` is ${span(lifetime)} before \`iat\``,
      help: `Add the lifetime to \`iat\`: \`exp: ${Math.floor(times.iat) + 7200}\`, and the same as \`tokenExp\`.`,
    };
  },

  why: "`exp` is the time of signing plus the lifetime. Subtracted, taken from another clock or in another time zone, it lies before.",
  sources: [zoomAuth("exp: at least 1800 s after iat.")],

  examples: {
    failing: [
      {
        name: "Subtracted",
        payload: { exp: 1_763_942_370, tokenExp: 1_763_942_370 },
        finding: {
          certainty: "proven",
          at: "payload.exp",
          message: "`exp` is 2 hours before `iat`",
          help: "Add the lifetime to `iat`: `exp: 1763956770`, and the same as `tokenExp`.",
        },
      },
    ],
    passing: [{ name: "Two hours after" }],
  },
});
