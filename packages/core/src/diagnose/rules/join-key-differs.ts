import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";
import { masked } from "../words.ts";

const HELP =
  "Use one app for both. One of the two is left over from an older app or from the other environment; take the key that your signing server answers with, instead of one in the page.";

export const joinKeyDiffers: Rule = defineRule({
  id: "join-key-differs",
  title: "Token and join call name different apps",
  cause: "wrong-credentials",
  stage: "credentials",
  needs: ["claims", "joinCall"],
  uses: ["sdkKey"],
  reports: 1,

  check({ claims, joinCall, sdkKey }) {
    const inToken = [claims.appKey, claims.sdkKey].filter((key) => typeof key === "string" && key !== "");
    const inCall = joinCall.sdkKey;
    if (typeof inCall !== "string" || inCall === "" || inToken.length === 0 || inToken.includes(inCall))
      return undefined;
    // A token that is not of the app given is another mistake.
    if (sdkKey !== undefined && !inToken.includes(sdkKey)) return undefined;
    return {
      certainty: "likely",
      at: "joinCall.sdkKey",
      message: `the token is for the app ${masked(String(inToken[0]))}, and the join call names ${masked(inCall)}`,
      help: HELP,
    };
  },

  why: "Up to 3.x the SDK sends the key of the call beside the signature, and Zoom checks the one with the secret of the other. Later versions take the token's key, and then the one in the page is merely stale.",
  sources: [
    source(
      "https://www.npmjs.com/package/@zoom/meetingsdk/v/3.13.1",
      "Observed by running it: the key of the call is sent, whatever the token says.",
    ),
    source(
      "https://github.com/ElPrinceD/web-application/blob/59ea6a7/BACKEND_SDK_KEY_CONSISTENCY_FIX.md",
      "The page had the key of the old app.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "The old key in the page",
        evidence: { joinCall: { sdkKey: "anotherKey_0123456789B" } },
        finding: {
          certainty: "likely",
          at: "joinCall.sdkKey",
          message:
            "the token is for the app fixt… (22 characters), and the join call names anot… (22 characters)",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "The same key", evidence: { joinCall: { sdkKey: "fixtureKey_0123456789A" } } }],
  },
});
