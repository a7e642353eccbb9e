import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";

const HELP =
  "Open the app in the Marketplace and see that it is activated, with Features, Embed, Meeting SDK on. An administrator of the account that owns the app can have withdrawn it; ask there. An app whose owner has left the account goes the same way.";

export const appDeactivated: Rule = defineRule({
  id: "app-deactivated",
  title: "The app is switched off",
  cause: "app-configuration",
  stage: "app",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("key-off")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the key is known to Zoom, and switched off",
      help: HELP,
    };
  },

  why: "3704 is a key that Zoom does not know, 3710 one that it does.",
  sources: [
    observed("`The account don't enable API.` is shown as 3710, `The accounts API Key is deactivated.`"),
  ],

  examples: {
    failing: [
      {
        name: "3710",
        evidence: {
          client: { platform: "web" },
          error: { code: 3710, message: "The accounts API Key is deactivated." },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the key is known to Zoom, and switched off",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
