import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth, zoomSample } from "../sources.ts";
import { span } from "../words.ts";

export const expTooSoon: Rule = defineRule({
  id: "exp-too-soon",
  title: "The lifetime is under half an hour",
  cause: "exp-range",
  stage: "lifetime",
  needs: ["times"],

  check({ times }) {
    const lifetime = times.exp - times.iat;
    if (lifetime <= 0 || lifetime >= 1800) return undefined;
    return {
      certainty: "proven",
      at: "payload.exp",
      message: `\`exp\` is only ${span(lifetime)} after \`iat\`; Zoom asks for more than 30 minutes`,
      help: `Two hours are usual: \`exp: ${Math.floor(times.iat) + 7200}\`, and the same as \`tokenExp\`.`,
    };
  },

  why: "Zoom takes no signature of a short life, whenever it is used. To have it used soon only, sign it on demand.",
  sources: [
    zoomAuth("exp: at least 1800 s after iat."),
    zoomSample("A lifetime from 1800 to 172800 seconds."),
  ],

  examples: {
    failing: [
      {
        name: "A minute, as with other JWTs",
        payload: { exp: 1_763_949_630, tokenExp: 1_763_949_630 },
        finding: {
          certainty: "proven",
          at: "payload.exp",
          message: "`exp` is only 1 minute after `iat`; Zoom asks for more than 30 minutes",
          help: "Two hours are usual: `exp: 1763956770`, and the same as `tokenExp`.",
        },
      },
    ],
    passing: [
      { name: "Half an hour and a second", payload: { exp: 1_763_951_371, tokenExp: 1_763_951_371 } },
    ],
  },
});
