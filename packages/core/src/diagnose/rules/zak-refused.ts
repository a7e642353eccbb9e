import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Fetch a new ZAK right before the join, with its type named: `GET /v2/users/{userId}/token?type=zak`. A ZAK ends after two hours, with the user's password, and with signing out everywhere. To start a meeting it has to be the host's, with role 1.";

export const zakRefused: Rule = defineRule({
  id: "zak-refused",
  title: "The ZAK is refused",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["unexplained", "symptoms"],
  reports: 2,

  check({ symptoms }) {
    if (!symptoms.includes("token-refused")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the user's token that came with the signature is refused",
      help: HELP,
    };
  },

  why: "This is about the token beside the signature, which was accepted. The native SDKs show 99, which elsewhere is a device that is not supported.",
  sources: [
    source("https://developers.zoom.us/docs/meeting-sdk/auth/zak/", "How to get a ZAK and what ends it."),
    source(
      "https://github.com/mieszko4/react-native-zoom-us-test/issues/18",
      "99 where the start token was the cause.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: { client: { platform: "web" }, error: { code: 3623, message: "Token error" } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the user's token that came with the signature is refused",
          help: HELP,
        },
      },
      {
        name: "On a desktop or phone",
        evidence: { client: { platform: "windows" }, error: { code: 99 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the user's token that came with the signature is refused",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
