import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Wait for the result of the authentication before joining (`onAuthenticationReturn`, `onZoomSDKInitializeResult`), pass the JWT under its name (`jwtToken`, `jwt_token`), call from the main thread, and keep the listener alive. A key and secret pair instead of a JWT is not taken any more.";

export const nativeSdkSilent: Rule = defineRule({
  id: "native-sdk-silent",
  title: "The native SDK never answers",
  cause: "join-call",
  stage: "client",
  needs: ["unexplained", "silence"],
  reports: 2,

  check({ silence }) {
    if (silence !== "native") return undefined;
    return {
      certainty: "possible",
      at: "error.hungSeconds",
      message: "the native SDK answers nothing to a right signature",
      help: HELP,
    };
  },

  why: "Authentication and join are two steps there, each with a call back of its own.",
  sources: [
    source("https://developers.zoom.us/docs/meeting-sdk/linux/error-codes.md", "8: not authenticated."),
    source(
      "https://github.com/mieszko4/react-native-zoom-us/issues/321",
      "A signature that was made and not passed.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "Nothing comes back",
        payload: { mn: undefined, role: undefined },
        evidence: { client: { platform: "react-native" }, error: { hungSeconds: 60 } },
        finding: {
          certainty: "possible",
          at: "error.hungSeconds",
          message: "the native SDK answers nothing to a right signature",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "An answer",
        evidence: {
          meeting: { id: 87270695528 },
          clockOffset: 0,
          app: { features: { embed: { meeting_sdk: { enable: true } } } },
        },
      },
    ],
  },
});
