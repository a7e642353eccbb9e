import { defineRule, type Rule } from "../rule.ts";
import { observed, zoomAuth } from "../sources.ts";

const HELP =
  "Sign with the client id and secret of an app that has the Meeting SDK, from the app's page in the Marketplace: of the tab that the key is from, development or production, and of the cloud that is asked.";

export const keyUnknownToZoom: Rule = defineRule({
  id: "key-unknown-to-zoom",
  title: "Zoom does not know the key",
  cause: "wrong-credentials",
  stage: "credentials",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("key-unknown")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "Zoom does not know the key in the signature as one that may use the Meeting SDK",
      help: HELP,
    };
  },

  why: "The key says whose signature it is, and so with which secret Zoom checks it. An unknown one ends there.",
  sources: [
    observed("`The api key is wrong.` is shown as 3704, `The accounts API Key is not valid.`"),
    zoomAuth("The key is the client id of an app with the Meeting SDK."),
  ],

  examples: {
    failing: [
      {
        name: "3704",
        evidence: {
          client: { platform: "web" },
          error: { code: 3704, message: "The accounts API Key is not valid." },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message: "Zoom does not know the key in the signature as one that may use the Meeting SDK",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
