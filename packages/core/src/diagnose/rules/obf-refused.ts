import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Fetch a new one for every join: `GET /v2/users/{userId}/token?type=onbehalf&meeting_id={number}`, and use it within its lifetime of two hours. Some sources call it good for one use only.";

export const obfRefused: Rule = defineRule({
  id: "obf-refused",
  title: "The OBF token is refused",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("obf-refused")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the OBF token that came with the signature is refused",
      help: HELP,
    };
  },

  why: "It ends with its time, with its user leaving, and when the user withdraws the app.",
  sources: [
    source(
      "https://developers.zoom.us/docs/meeting-sdk/obf-faq/",
      "How long an OBF token lives and what ends it.",
    ),
    source("https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0", "The server's reason 13299 is 4014."),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: { client: { platform: "web" }, error: { code: 4014, message: "obfToken is invalid" } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the OBF token that came with the signature is refused",
          help: HELP,
        },
      },
      {
        name: "On a desktop",
        evidence: { client: { platform: "windows" }, error: { code: 505 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the OBF token that came with the signature is refused",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
