import { TIME_CLAIMS } from "../facts/times.ts";
import { defineRule, type Rule } from "../rule.ts";
import { rfc7519 } from "../sources.ts";

const DIVISOR = { microseconds: "1000000", nanoseconds: "1000000000" };

export const timesInMicroseconds: Rule = defineRule({
  id: "times-in-microseconds",
  title: "Times are in microseconds or nanoseconds",
  cause: "time-units",
  stage: "time-units",
  needs: ["timeClaims"],

  check({ timeClaims }) {
    for (const claim of TIME_CLAIMS) {
      const time = timeClaims[claim];
      if (time.is !== "microseconds" && time.is !== "nanoseconds") continue;
      return {
        certainty: "proven",
        at: `payload.${claim}`,
        message: `\`${claim}\` is \`${time.value}\`, a time in ${time.is}`,
        help: `Divide by ${DIVISOR[time.is]} and drop the fraction: \`${claim}: ${time.seconds}\`. The same goes for every time in the payload.`,
      };
    }
    return undefined;
  },

  why: "JWT times are whole seconds since 1970. Go's `UnixNano()`, Python's `time_ns()` and many databases count finer.",
  sources: [rfc7519("2", "A NumericDate is a number of seconds.")],

  examples: {
    failing: [
      {
        name: "A database's microseconds",
        payload: { iat: 1_763_949_570_000_000, exp: 1_763_956_770_000_000, tokenExp: 1_763_956_770_000_000 },
        finding: {
          certainty: "proven",
          at: "payload.iat",
          message: "`iat` is `1763949570000000`, a time in microseconds",
          help: "Divide by 1000000 and drop the fraction: `iat: 1763949570`. The same goes for every time in the payload.",
        },
      },
    ],
    passing: [{ name: "Whole seconds" }],
  },
});
