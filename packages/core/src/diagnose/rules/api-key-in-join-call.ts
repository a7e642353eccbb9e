import { takesLegacySignature } from "../../zoom/sdk-versions.ts";
import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";

const HELP =
  "Leave `apiKey` out. The key of the app stands in the signature as `appKey`; up to 3.x it is passed as `sdkKey` as well.";

export const apiKeyInJoinCall: Rule = defineRule({
  id: "api-key-in-join-call",
  title: "`apiKey` in the join call",
  cause: "join-call",
  stage: "join-call",
  needs: ["joinCall", "target"],
  uses: ["sdkVersion"],

  check({ joinCall, target, sdkVersion }) {
    if (target !== "web" || !joinCall.apiKey) return undefined;
    if (sdkVersion && takesLegacySignature(sdkVersion.text)) return undefined;
    return {
      certainty: "proven",
      at: "joinCall.apiKey",
      message: "`apiKey` is passed, which the SDK refuses from 2.7.0 on",
      help: HELP,
    };
  },

  why: "The API key belonged to an app type that Zoom has ended.",
  sources: [observed("component view rejects, client view calls back with 3.")],

  examples: {
    failing: [
      {
        name: "From an old sample",
        evidence: { client: { platform: "web" }, joinCall: { apiKey: "fixtureKey_0123456789A" } },
        finding: {
          certainty: "proven",
          at: "joinCall.apiKey",
          message: "`apiKey` is passed, which the SDK refuses from 2.7.0 on",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "Left empty", evidence: { client: { platform: "web" }, joinCall: { apiKey: "" } } }],
  },
});
