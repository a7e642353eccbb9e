import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";
import { when } from "../words.ts";

export const timeIsADuration: Rule = defineRule({
  id: "time-is-a-duration",
  title: "A duration stands where a time belongs",
  cause: "exp-range",
  stage: "lifetime",
  needs: ["timeClaims"],
  uses: ["issuedAt", "expiry"],

  check({ timeClaims, issuedAt, expiry }) {
    for (const claim of ["exp", "tokenExp", "iat"] as const) {
      const time = timeClaims[claim];
      if (time.is !== "duration") continue;
      const { value } = time;
      const right =
        claim === "tokenExp" && expiry ? expiry : issuedAt && Math.floor(issuedAt + Math.max(value, 7200));
      return {
        certainty: "proven",
        at: `payload.${claim}`,
        message: `\`${claim}\` is \`${value}\`, which as a time is ${when(value)}`,
        help:
          claim === "iat"
            ? "Give the time of signing in seconds since 1970: `Math.floor(Date.now() / 1000) - 30`."
            : `Give the time of its end, not how long it lasts: \`${claim}: iat + 7200\`${right ? `, here \`${right}\`` : ""}.`,
      };
    }
    return undefined;
  },

  why: "JWT times are points in time. A number of seconds such as 7200 means two hours after 1970 began, so the token counts as long expired.",
  sources: [zoomAuth("exp and tokenExp are times, counted from iat.")],

  examples: {
    failing: [
      {
        name: "`tokenExp` of two hours",
        payload: { tokenExp: 7200 },
        finding: {
          certainty: "proven",
          at: "payload.tokenExp",
          message: "`tokenExp` is `7200`, which as a time is 1970-01-01 02:00:00 UTC",
          help: "Give the time of its end, not how long it lasts: `tokenExp: iat + 7200`, here `1763956770`.",
        },
      },
      {
        name: "`exp` of an hour",
        payload: { exp: 3600, tokenExp: 3600 },
        finding: {
          certainty: "proven",
          at: "payload.exp",
          message: "`exp` is `3600`, which as a time is 1970-01-01 01:00:00 UTC",
          help: "Give the time of its end, not how long it lasts: `exp: iat + 7200`, here `1763956770`.",
        },
      },
    ],
    passing: [{ name: "Times" }],
  },
});
