import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Use one of the last two major versions of Chrome, Edge, Firefox or Safari. A web view inside an app often counts as none of them.";

export const browserNotSupported: Rule = defineRule({
  id: "browser-not-supported",
  title: "The browser is not supported",
  cause: "sdk-version",
  stage: "client",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("browser")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the SDK does not take this browser",
      help: HELP,
    };
  },

  why: "The SDK looks at the browser before it joins.",
  sources: [
    source(
      "https://developers.zoom.us/docs/meeting-sdk/web/browser-support/",
      "The last two major versions of four browsers.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "In client view",
        evidence: {
          client: { platform: "web" },
          error: { code: 1, message: "Supported Browsers: Chrome, Edge, Firefox, Safari" },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the SDK does not take this browser",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
