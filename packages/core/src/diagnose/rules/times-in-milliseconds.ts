import { TIME_CLAIMS } from "../facts/times.ts";
import { defineRule, type Rule } from "../rule.ts";
import { rfc7519, source } from "../sources.ts";

export const timesInMilliseconds: Rule = defineRule({
  id: "times-in-milliseconds",
  title: "Times are in milliseconds",
  cause: "time-units",
  stage: "time-units",
  needs: ["timeClaims"],

  check({ timeClaims }) {
    for (const claim of TIME_CLAIMS) {
      const time = timeClaims[claim];
      if (time.is !== "milliseconds") continue;
      return {
        certainty: "proven",
        at: `payload.${claim}`,
        message: `\`${claim}\` is \`${time.value}\`, which in seconds lies past the year 9999`,
        help: `Divide by 1000 and drop the fraction: \`${claim}: ${time.seconds}\`. The same goes for every time in the payload.`,
      };
    }
    return undefined;
  },

  why: "JWT times are whole seconds since 1970. `Date.now()` and Java's `currentTimeMillis()` count milliseconds, a thousand times as many.",
  sources: [
    rfc7519("2", "A NumericDate is a number of seconds."),
    source("https://github.com/mieszko4/react-native-zoom-us/issues/340", "`getTime()` was used as it is."),
  ],

  examples: {
    failing: [
      {
        name: "`Date.now()` in every claim",
        payload: { iat: 1_763_949_570_000, exp: 1_763_956_770_000, tokenExp: 1_763_956_770_000 },
        finding: {
          certainty: "proven",
          at: "payload.iat",
          message: "`iat` is `1763949570000`, which in seconds lies past the year 9999",
          help: "Divide by 1000 and drop the fraction: `iat: 1763949570`. The same goes for every time in the payload.",
        },
      },
      {
        name: "Only one forgotten",
        payload: { tokenExp: 1_763_956_770_123 },
        finding: {
          certainty: "proven",
          at: "payload.tokenExp",
          message: "`tokenExp` is `1763956770123`, which in seconds lies past the year 9999",
          help: "Divide by 1000 and drop the fraction: `tokenExp: 1763956770`. The same goes for every time in the payload.",
        },
      },
    ],
    passing: [{ name: "Whole seconds" }],
  },
});
