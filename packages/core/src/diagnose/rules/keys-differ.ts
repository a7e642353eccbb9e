import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";
import { masked } from "../words.ts";

const HELP = "Put one client id into both: that of the app whose secret signs.";

export const keysDiffer: Rule = defineRule({
  id: "keys-differ",
  title: "`appKey` and `sdkKey` name two apps",
  cause: "wrong-credentials",
  stage: "credentials",
  needs: ["claims", "tokenKeyLook"],

  check({ claims: { appKey, sdkKey }, tokenKeyLook }) {
    // A placeholder in one of them is another mistake.
    if (tokenKeyLook.is !== "plain") return undefined;
    if (typeof appKey !== "string" || typeof sdkKey !== "string" || appKey === sdkKey) return undefined;
    if (appKey === "" || sdkKey === "") return undefined;
    return {
      certainty: "proven",
      at: "payload.appKey",
      message: `\`appKey\` (${masked(appKey)}) and \`sdkKey\` (${masked(sdkKey)}) differ; both are the client id`,
      help: HELP,
    };
  },

  why: "Older SDKs read `sdkKey` and newer ones `appKey`. With two values the token belongs to one app or the other by the SDK's version, and is signed for one at most.",
  sources: [zoomAuth("appKey and sdkKey: both are the app's client id.")],

  examples: {
    failing: [
      {
        name: "The old key left in one claim",
        payload: { sdkKey: "anotherKey_0123456789B" },
        finding: {
          certainty: "proven",
          at: "payload.appKey",
          message:
            "`appKey` (fixt… (22 characters)) and `sdkKey` (anot… (22 characters)) differ; both are the client id",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "The same twice" }],
  },
});
