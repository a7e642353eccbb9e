import { TIME_CLAIMS } from "../facts/times.ts";
import { defineRule, type Rule } from "../rule.ts";
import { forum, rfc7519 } from "../sources.ts";

export const timesNotWhole: Rule = defineRule({
  id: "times-not-whole",
  title: "A time has a fraction",
  cause: "time-units",
  stage: "time-units",
  needs: ["timeClaims"],

  check({ timeClaims }) {
    for (const claim of TIME_CLAIMS) {
      const time = timeClaims[claim];
      if (time.is !== "seconds" || Number.isInteger(time.seconds)) continue;
      return {
        certainty: "likely",
        at: `payload.${claim}`,
        message: `\`${claim}\` is \`${time.seconds}\`, which is not a whole number`,
        help: `Drop the fraction: \`${claim}: ${Math.floor(time.seconds)}\`, with \`Math.floor()\` or \`int()\`. The same goes for every time in the payload.`,
      };
    }
    return undefined;
  },

  why: "The JWT standard allows fractions. Zoom asks for whole numbers, and `Date.now() / 1000` has a fraction nearly always.",
  sources: [
    forum("85961", "Zoom's staff: the times are of type long."),
    rfc7519("2", "Fractions are allowed by the standard."),
  ],

  examples: {
    failing: [
      {
        name: "`Date.now() / 1000`",
        payload: { iat: 1_763_949_570.25, exp: 1_763_956_770.25, tokenExp: 1_763_956_770.25 },
        finding: {
          certainty: "likely",
          at: "payload.iat",
          message: "`iat` is `1763949570.25`, which is not a whole number",
          help: "Drop the fraction: `iat: 1763949570`, with `Math.floor()` or `int()`. The same goes for every time in the payload.",
        },
      },
    ],
    passing: [{ name: "Whole seconds" }],
  },
});
