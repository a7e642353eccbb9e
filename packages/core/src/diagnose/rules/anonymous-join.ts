import { defineRule, type Rule } from "../rule.ts";
import { forum, source } from "../sources.ts";

const HELP =
  "Pass `zak` (a user who joins as themselves) or `obfToken` (the app beside a user who is in the meeting; Web SDK 5.0.0 or later), not both. Meetings of the account that owns the app need neither.";

export const anonymousJoin: Rule = defineRule({
  id: "anonymous-join",
  title: "The app may not join unnamed",
  cause: "app-configuration",
  stage: "companions",
  needs: ["unexplained", "symptoms"],
  uses: ["zak", "obf"],
  reports: 1,

  check({ symptoms, zak, obf }) {
    if (!symptoms.includes("anonymous-join")) return undefined;
    if (zak || obf) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message:
        "this app may join that meeting only on behalf of a user, and neither `zak` nor `obfToken` came along",
      help: HELP,
    };
  },

  why: "Since 2026-03-02 an app has to come with a user's token into meetings of other accounts.",
  sources: [
    source(
      "https://developers.zoom.us/docs/meeting-sdk/obf-faq/",
      "Meetings of other accounts need a ZAK or OBF token.",
    ),
    forum("142373", "4012 from the day on which it was enforced."),
    source("https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0", "The server's reason 13296 is 4012."),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: { client: { platform: "web" }, error: { code: 4012 } },
        finding: {
          certainty: "possible",
          at: "error",
          message:
            "this app may join that meeting only on behalf of a user, and neither `zak` nor `obfToken` came along",
          help: HELP,
        },
      },
      {
        name: "In client view, which tells the console only",
        evidence: {
          client: { platform: "web", view: "client" },
          error: { message: "Anonymous joins are not allowed for this SDK app." },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message:
            "this app may join that meeting only on behalf of a user, and neither `zak` nor `obfToken` came along",
          help: HELP,
        },
      },
      {
        name: "On a desktop",
        evidence: { client: { platform: "windows" }, error: { code: 504 } },
        finding: {
          certainty: "possible",
          at: "error",
          message:
            "this app may join that meeting only on behalf of a user, and neither `zak` nor `obfToken` came along",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
