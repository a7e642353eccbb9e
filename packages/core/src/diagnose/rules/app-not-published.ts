import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Try a meeting of the account that owns the app: if that works, the token is right. For other accounts' meetings have Zoom review the app (published or by private link), and sign with its production credentials. Until then only meetings of the own account can be joined.";

export const appNotPublished: Rule = defineRule({
  id: "app-not-published",
  title: "The meeting is another account's and the app is not published",
  cause: "app-configuration",
  stage: "app",
  needs: ["unexplained", "symptoms"],
  reports: 5,

  check({ symptoms }) {
    if (!symptoms.includes("external-app")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the meeting belongs to another account, and the app is not reviewed by Zoom for that",
      help: HELP,
    };
  },

  why: "Development credentials reach the meetings of the account that owns the app, and no others. That is decided after the signature has been accepted.",
  sources: [
    source(
      "https://developers.zoom.us/docs/meeting-sdk/get-credentials/",
      "Meetings of other accounts need a reviewed app.",
    ),
    source(
      "https://github.com/mieszko4/react-native-zoom-us/issues/360",
      "63 in meetings of other accounts.",
    ),
    source("https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0", "The server's reason 6601 is 4011."),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: { client: { platform: "web" }, error: { code: 4011 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the meeting belongs to another account, and the app is not reviewed by Zoom for that",
          help: HELP,
        },
      },
      {
        name: "On a desktop",
        evidence: { client: { platform: "windows" }, error: { code: 63 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the meeting belongs to another account, and the app is not reviewed by Zoom for that",
          help: HELP,
        },
      },
      {
        name: "A wrapper that puts the code into its text",
        evidence: {
          client: { platform: "react-native" },
          error: { message: "Error: 63, internalErrorCode=" },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the meeting belongs to another account, and the app is not reviewed by Zoom for that",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
