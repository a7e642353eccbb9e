import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";

const HELP =
  "Either the token that was refused is an older one, kept by the page or a cache, or the signing server's clock is behind Zoom's. Sign at the moment of joining, and measure the clock.";

export const expiredByZoomsClock: Rule = defineRule({
  id: "expired-by-zooms-clock",
  title: "Expired by Zoom's clock only",
  cause: "clock-skew",
  stage: "clock",
  needs: ["unexplained", "symptoms", "expiry"],

  check({ symptoms, expiry }) {
    if (!symptoms.includes("expired")) return undefined;
    if (expiry === undefined) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "by the time of this check the token has not expired, and Zoom says that it has",
      help: HELP,
    };
  },

  why: "`exp` is compared with the clock of Zoom, not with yours.",
  sources: [observed("an expired signature is error 3705, `The signature has expired.`")],

  examples: {
    failing: [
      {
        name: "3705 for a token with an hour left",
        evidence: {
          client: { platform: "web" },
          error: { code: 3705, message: "The signature has expired." },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message: "by the time of this check the token has not expired, and Zoom says that it has",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
