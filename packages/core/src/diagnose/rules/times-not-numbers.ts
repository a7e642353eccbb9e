import { TIME_CLAIMS } from "../facts/times.ts";
import { defineRule, type Rule } from "../rule.ts";
import { rfc7519 } from "../sources.ts";
import { code } from "../words.ts";

const HELP =
  "Give whole seconds since 1970: `Math.floor(Date.now() / 1000)`. `null` is what JSON makes of `NaN`: a calculation with something that was no number.";

export const timesNotNumbers: Rule = defineRule({
  id: "times-not-numbers",
  title: "A time is no time at all",
  cause: "time-units",
  stage: "time-units",
  needs: ["timeClaims"],

  check({ timeClaims }) {
    for (const claim of TIME_CLAIMS) {
      const time = timeClaims[claim];
      if (time.is !== "nothing") continue;
      return {
        certainty: "proven",
        at: `payload.${claim}`,
        message: `\`${claim}\` is ${code(time.value)}, which is no time`,
        help: HELP,
      };
    }
    return undefined;
  },

  why: "`JSON.stringify()` writes `NaN` as `null` without a word, so a slip in a calculation becomes a claim without a value.",
  sources: [rfc7519("2", "A NumericDate is a number of seconds since 1970.")],

  examples: {
    failing: [
      {
        name: "A calculation with `undefined`",
        payload: { exp: Number.NaN, tokenExp: Number.NaN },
        finding: {
          certainty: "proven",
          at: "payload.exp",
          message: "`exp` is `null`, which is no time",
          help: HELP,
        },
      },
      {
        name: "Before 1970",
        payload: { iat: -1 },
        finding: {
          certainty: "proven",
          at: "payload.iat",
          message: "`iat` is `-1`, which is no time",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "Whole seconds" }],
  },
});
