import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Update the SDK: `@zoom/meetingsdk` 5.1.4 or later on the web, the current release of a native one. The credentials stay as they are. On Windows, macOS and Linux a 4 that the authentication returns is another thing: the account has no Meeting SDK.";

export const sdkOutdated: Rule = defineRule({
  id: "sdk-outdated",
  title: "The SDK is too old for Zoom",
  cause: "sdk-version",
  stage: "client",
  needs: ["unexplained", "symptoms"],
  reports: 2,

  check({ symptoms }) {
    if (!symptoms.includes("outdated")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "this version of the SDK is not admitted any more",
      help: HELP,
    };
  },

  why: "Zoom ends versions of its clients after some time, and SDKs with them.",
  sources: [
    source(
      "https://github.com/nagarro-dv/react-native-zoom-us-bridge/issues/52",
      "4, client version incompatible.",
    ),
    source("https://github.com/zoom/meetingsdk-web", "The README asks for 5.1.4 or later."),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: { client: { platform: "web" }, error: { code: 10000 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "this version of the SDK is not admitted any more",
          help: HELP,
        },
      },
      {
        name: "On a phone",
        evidence: { client: { platform: "android" }, error: { code: 4 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "this version of the SDK is not admitted any more",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
