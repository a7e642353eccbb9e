import { LIMITS } from "../../zoom/limits.ts";
import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth, zoomSample } from "../sources.ts";
import { span } from "../words.ts";

export const expTooFar: Rule = defineRule({
  id: "exp-too-far",
  title: "The lifetime is over 48 hours",
  cause: "exp-range",
  stage: "lifetime",
  needs: ["times"],

  check({ times }) {
    const lifetime = times.exp - times.iat;
    if (lifetime <= LIMITS.lifetimeMax) return undefined;
    // Hours times 1000, in seconds: the product of a unit that was converted once too often.
    const thousandfold =
      lifetime % 1000 === 0 && lifetime / 1000 > 1800 && lifetime / 1000 <= LIMITS.lifetimeMax;
    const better = times.iat + (thousandfold ? lifetime / 1000 : LIMITS.lifetimeMax);
    return {
      certainty: "proven",
      at: "payload.exp",
      message: `\`exp\` is ${span(lifetime)} after \`iat\`; Zoom takes at most 48 hours${thousandfold ? `. It is 1000 times ${span(lifetime / 1000)}` : ""}`,
      help: `${thousandfold ? "Do not multiply by 1000, the times are in seconds" : "Sign anew when it is needed, for 48 hours at most"}: \`exp: ${Math.floor(better)}\`, and the same as \`tokenExp\`.`,
    };
  },

  why: "A signature is as good as the secret until it expires, so Zoom limits it to two days.",
  sources: [
    zoomAuth("exp: at most 48 hours after iat."),
    zoomSample("A lifetime from 1800 to 172800 seconds."),
  ],

  examples: {
    failing: [
      {
        name: "A week",
        payload: { exp: 1_764_554_370, tokenExp: 1_764_554_370 },
        finding: {
          certainty: "proven",
          at: "payload.exp",
          message: "`exp` is 7 days after `iat`; Zoom takes at most 48 hours",
          help: "Sign anew when it is needed, for 48 hours at most: `exp: 1764122370`, and the same as `tokenExp`.",
        },
      },
      {
        name: "Two hours times 1000",
        payload: { exp: 1_771_149_570, tokenExp: 1_771_149_570 },
        finding: {
          certainty: "proven",
          at: "payload.exp",
          message:
            "`exp` is 83 days 8 hours after `iat`; Zoom takes at most 48 hours. It is 1000 times 2 hours",
          help: "Do not multiply by 1000, the times are in seconds: `exp: 1763956770`, and the same as `tokenExp`.",
        },
      },
    ],
    passing: [{ name: "48 hours", payload: { exp: 1_764_122_370, tokenExp: 1_764_122_370 } }],
  },
});
