import { defineRule, type Rule } from "../rule.ts";
import { source, zoomAuth } from "../sources.ts";

export const expMissing: Rule = defineRule({
  id: "exp-missing",
  title: "`exp` is missing",
  cause: "claims",
  stage: "claims",
  needs: ["timeClaims", "target", "clock"],
  uses: ["issuedAt"],

  check({ timeClaims, target, clock, issuedAt }) {
    // Native SDKs read `tokenExp`; for them `exp` is optional.
    if (timeClaims.exp.is !== "missing" || target !== "web") return undefined;
    const exp = Math.floor(issuedAt ?? clock.zoomNow) + 7200;
    return {
      certainty: "proven",
      at: "payload.exp",
      message: "the payload has no `exp`, the time at which the signature expires",
      help: `Add it, more than half an hour and at most 48 hours after \`iat\`: \`exp: ${exp}\`, and the same as \`tokenExp\`.`,
    };
  },

  why: "A signature for the web has to say when it ends.",
  sources: [
    zoomAuth("exp: at least 1800 s and at most 48 h after iat."),
    source(
      "https://marketplace.zoom.us/docs/sdk/native-sdks/auth/",
      "exp is required on the web and optional natively.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "Only `tokenExp`",
        payload: { exp: undefined },
        finding: {
          certainty: "proven",
          at: "payload.exp",
          message: "the payload has no `exp`, the time at which the signature expires",
          help: "Add it, more than half an hour and at most 48 hours after `iat`: `exp: 1763956770`, and the same as `tokenExp`.",
        },
      },
    ],
    passing: [
      {
        name: "A native signature without `exp`",
        payload: { exp: undefined, mn: undefined, role: undefined },
        evidence: { client: { platform: "android" } },
      },
    ],
  },
});
