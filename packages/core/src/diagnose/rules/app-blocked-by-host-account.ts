import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Ask the administrator of the account that hosts the meeting to allow the app. Nothing in the token changes it.";

export const appBlockedByHostAccount: Rule = defineRule({
  id: "app-blocked-by-host-account",
  title: "The host's account blocks the app",
  cause: "app-configuration",
  stage: "app",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("key-blocked")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "an administrator of the host's account blocked this app",
      help: HELP,
    };
  },

  why: "An account can block an app for all its meetings.",
  sources: [
    source("https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0", "The server's reason 6603 is 6603."),
    source("https://github.com/noah-duncan/py-zoom-meeting-sdk", "64 in the desktop SDKs."),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: { client: { platform: "web" }, error: { code: 6603 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "an administrator of the host's account blocked this app",
          help: HELP,
        },
      },
      {
        name: "On a desktop",
        evidence: { client: { platform: "windows" }, error: { code: 64 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "an administrator of the host's account blocked this app",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
