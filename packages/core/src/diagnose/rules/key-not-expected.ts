import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";
import { masked } from "../words.ts";

const HELP =
  "Use key and secret of one app, and of one environment: development and production have different pairs. Restart the server after changing its variables.";

export const keyNotExpected: Rule = defineRule({
  id: "key-not-expected",
  title: "The token names another app",
  cause: "wrong-credentials",
  stage: "credentials",
  needs: ["claims", "namedKey", "sdkKey"],

  check({ claims, namedKey: key, sdkKey }) {
    if (key === sdkKey) return undefined;
    return {
      certainty: "proven",
      at: key === claims.appKey ? "payload.appKey" : "payload.sdkKey",
      message: `the token is for the app ${masked(key)}, and the key given is ${masked(sdkKey)}`,
      help: HELP,
    };
  },

  why: "Zoom looks up the secret by the key in the token. A token of another app than you think is checked with another secret than you think.",
  sources: [zoomAuth("appKey is the client id of the app whose secret signs.")],

  examples: {
    failing: [
      {
        name: "The old app's key in the server's variables",
        payload: { appKey: "anotherKey_0123456789B", sdkKey: "anotherKey_0123456789B" },
        finding: {
          certainty: "proven",
          at: "payload.appKey",
          message:
            "the token is for the app anot… (22 characters), and the key given is fixt… (22 characters)",
          help: HELP,
        },
      },
    ],
    passing: [
      { name: "The same app" },
      {
        name: "No key to compare with",
        payload: { appKey: "anotherKey_0123456789B", sdkKey: "anotherKey_0123456789B" },
        evidence: { credentials: {} },
      },
    ],
  },
});
