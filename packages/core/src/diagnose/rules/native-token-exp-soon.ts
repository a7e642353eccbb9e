import { defineRule, type Rule } from "../rule.ts";
import { forum } from "../sources.ts";
import { span } from "../words.ts";

const HELP = "Sign when the SDK starts, with two hours: `exp` and `tokenExp` at `iat` plus 7200.";

export const nativeTokenExpSoon: Rule = defineRule({
  id: "native-token-exp-soon",
  title: "`tokenExp` ends soon, for a native SDK",
  cause: "exp-range",
  stage: "lifetime",
  needs: ["unexplained", "symptoms", "timeClaims", "clock", "open"],

  check({ symptoms, timeClaims, clock, open }) {
    const { tokenExp } = timeClaims;
    if (!open.includes("lifetime") || !symptoms.includes("invalid-signature") || tokenExp.is !== "seconds")
      return undefined;
    const left = tokenExp.seconds - clock.zoomNow;
    return {
      certainty: "possible",
      at: "payload.tokenExp",
      message: `\`tokenExp\` is only ${span(left)} away, and native SDKs may ask for 30 minutes from now`,
      help: HELP,
    };
  },

  why: "Users of the Android SDK found that the 30 minutes count from the moment of use there, not from `iat`. Zoom does not document it.",
  sources: [forum("65869", "A test of exp and tokenExp on Android.")],

  examples: {
    failing: [
      {
        name: "Signed an hour and a half ago",
        payload: { mn: undefined, role: undefined, iat: 1763944200, exp: 1763950800, tokenExp: 1763950800 },
        evidence: {
          client: { platform: "android" },
          clockOffset: 0,
          app: { features: { embed: { meeting_sdk: { enable: true } } } },
          meeting: { id: 87270695528 },
          error: { code: 5 },
        },
        finding: {
          certainty: "possible",
          at: "payload.tokenExp",
          message: "`tokenExp` is only 20 minutes away, and native SDKs may ask for 30 minutes from now",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "On the web", payload: { iat: 1763944200, exp: 1763950800, tokenExp: 1763950800 } }],
  },
});
