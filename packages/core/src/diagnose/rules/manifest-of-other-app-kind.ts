import { defineRule, type Rule } from "../rule.ts";
import { forum, source } from "../sources.ts";

const HELP =
  "Make a General app, switch on Features, Embed, Meeting SDK, and sign with its client id and secret.";
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/s2s|server.?to.?server/i, "a Server-to-Server OAuth app"],
  [/webhook/i, "a webhook app"],
  [/video_?sdk/i, "a Video SDK app"],
];

export const manifestOfOtherAppKind: Rule = defineRule({
  id: "manifest-of-other-app-kind",
  title: "The manifest is of another kind of app",
  cause: "wrong-credentials",
  stage: "app",
  needs: ["appInfo"],

  check({ appInfo }) {
    const kind = KINDS.find(([pattern]) => pattern.test(appInfo.type ?? ""))?.[1];
    if (!kind || appInfo.meetingSdk === true) return undefined;
    return {
      certainty: "likely",
      at: "app",
      message: `the app is ${kind}, whose credentials do not sign for the Meeting SDK`,
      help: HELP,
    };
  },

  why: "Every kind of app has an id and a secret, and they look alike.",
  sources: [
    source("https://developers.zoom.us/docs/meeting-sdk/get-credentials/", "Signing takes a General app."),
    forum("131217", "Server-to-Server credentials signed, and the signature was invalid."),
  ],

  examples: {
    failing: [
      {
        name: "Server-to-Server",
        evidence: { app: { app_type: "s2s_oauth" } },
        finding: {
          certainty: "likely",
          at: "app",
          message:
            "the app is a Server-to-Server OAuth app, whose credentials do not sign for the Meeting SDK",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "General", evidence: { app: { app_type: "general" } } }],
  },
});
