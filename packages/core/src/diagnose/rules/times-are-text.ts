import { TIME_CLAIMS } from "../facts/times.ts";
import { defineRule, type Rule } from "../rule.ts";
import { forum, rfc7519 } from "../sources.ts";
import { code } from "../words.ts";

export const timesAreText: Rule = defineRule({
  id: "times-are-text",
  title: "Times are texts, not numbers",
  cause: "time-units",
  stage: "time-units",
  needs: ["timeClaims"],

  check({ timeClaims }) {
    for (const claim of TIME_CLAIMS) {
      const time = timeClaims[claim];
      if (time.is !== "text") continue;
      return {
        certainty: "proven",
        at: `payload.${claim}`,
        message: `\`${claim}\` is the text ${code(`"${time.text}"`)}; a time is a number`,
        help:
          time.seconds === undefined
            ? "Give whole seconds since 1970, as a number without quotes. The same goes for every time in the payload."
            : `Write it without quotes, in seconds: \`${claim}: ${time.seconds}\`. The same goes for every time in the payload.`,
      };
    }
    return undefined;
  },

  why: "A JWT time is a JSON number. A text, even one of the right digits, is something else to every verifier.",
  sources: [
    rfc7519("2", "A NumericDate is a JSON number."),
    forum("85961", "Zoom's staff: the times are of type long and no text."),
  ],

  examples: {
    failing: [
      {
        name: "A number in quotes",
        payload: { iat: "1763949570", exp: "1763956770", tokenExp: "1763956770" },
        finding: {
          certainty: "proven",
          at: "payload.iat",
          message: '`iat` is the text `"1763949570"`; a time is a number',
          help: "Write it without quotes, in seconds: `iat: 1763949570`. The same goes for every time in the payload.",
        },
      },
      {
        name: "A date",
        payload: { exp: "2025-11-24T04:00:00Z" },
        finding: {
          certainty: "proven",
          at: "payload.exp",
          message: '`exp` is the text `"2025-11-24T04:00:00Z"`; a time is a number',
          help: "Write it without quotes, in seconds: `exp: 1763956800`. The same goes for every time in the payload.",
        },
      },
    ],
    passing: [{ name: "Numbers" }],
  },
});
