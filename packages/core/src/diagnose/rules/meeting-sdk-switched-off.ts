import { defineRule, type Rule } from "../rule.ts";
import { forum, source } from "../sources.ts";

const HELP =
  "In the Marketplace open the app, Features, Embed, and switch on Meeting SDK, and beside it the switch for joining by program where there is one. Look at the tab whose credentials you use, development or production.";

export const meetingSdkSwitchedOff: Rule = defineRule({
  id: "meeting-sdk-switched-off",
  title: "The Meeting SDK may be switched off in the app",
  cause: "app-configuration",
  stage: "app",
  needs: ["unexplained", "symptoms", "open"],
  reports: 2,

  check({ symptoms, open }) {
    if (!symptoms.includes("invalid-signature")) return undefined;
    if (!open.includes("app")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the app may have the Meeting SDK switched off, which Zoom answers as an invalid signature",
      help: HELP,
    };
  },

  why: "A key whose app does not have the Meeting SDK is a key that may not sign. Zoom does not say so.",
  sources: [
    forum("114958", "Staff: with the toggle off, the signature is invalid."),
    source(
      "https://github.com/aws-samples/amazon-transcribe-live-meeting-assistant/blob/da7cc87b/docs/zoom-meeting-sdk.md",
      "Both the Meeting SDK and the switch for joining by program have to be on.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "A General app, and nobody looked further",
        evidence: {
          clockOffset: 0,
          meeting: { id: 87270695528 },
          app: { app_type: "general" },
          error: { code: 3712, message: "Signature is invalid." },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message:
            "the app may have the Meeting SDK switched off, which Zoom answers as an invalid signature",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
