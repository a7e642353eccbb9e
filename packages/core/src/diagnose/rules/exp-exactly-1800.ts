import { defineRule, type Rule } from "../rule.ts";
import { source, zoomAuth } from "../sources.ts";

export const expExactly1800: Rule = defineRule({
  id: "exp-exactly-1800",
  title: "The lifetime is exactly half an hour",
  cause: "exp-range",
  stage: "lifetime",
  needs: ["times"],

  check({ times }) {
    if (times.exp - times.iat !== 1800) return undefined;
    return {
      certainty: "likely",
      at: "payload.exp",
      message: "`exp` is exactly 1800 seconds after `iat`, and Zoom refused just that",
      help: `Make it longer, two hours for one: \`exp: ${times.iat + 7200}\`, and the same as \`tokenExp\`.`,
    };
  },

  why: "Zoom's page says at least 1800 seconds. A user of the native SDK had exactly 1800 refused and more accepted.",
  sources: [
    zoomAuth("At least 1800 s after iat."),
    source("https://github.com/mieszko4/react-native-zoom-us/issues/254", "Exactly 1800 was refused."),
  ],

  examples: {
    failing: [
      {
        name: "The shortest that the page allows",
        payload: { exp: 1_763_951_370, tokenExp: 1_763_951_370 },
        finding: {
          certainty: "likely",
          at: "payload.exp",
          message: "`exp` is exactly 1800 seconds after `iat`, and Zoom refused just that",
          help: "Make it longer, two hours for one: `exp: 1763956770`, and the same as `tokenExp`.",
        },
      },
    ],
    passing: [{ name: "A second more", payload: { exp: 1_763_951_371, tokenExp: 1_763_951_371 } }],
  },
});
