import { defineRule, type Rule } from "../rule.ts";
import { observed, source } from "../sources.ts";

const HELP =
  "Try a meeting of the account that owns the app. If that works, ask the administrator of the host's account which apps are allowed there. In the own account check the role of the app's owner: SDK, view and edit.";

export const noPermission: Rule = defineRule({
  id: "no-permission",
  title: "The app or the user may not do this",
  cause: "app-configuration",
  stage: "app",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("no-permission")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "there is no permission, says Zoom, and not for what",
      help: HELP,
    };
  },

  why: "The answer says no more than that. Reports name settings of the account.",
  sources: [
    source("https://developers.zoom.us/docs/meeting-sdk/web/error-codes/", "3713 is no permission."),
    observed("`No permission` is shown as 3713."),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: { client: { platform: "web" }, error: { code: 3713, message: "No permission." } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "there is no permission, says Zoom, and not for what",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
