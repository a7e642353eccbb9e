import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Pass the `zak` of the user who joins, or an `obfToken` of a user who is in the meeting already.";

export const companionTokenMissing: Rule = defineRule({
  id: "companion-token-missing",
  title: "A user's token is missing",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["unexplained", "symptoms"],
  uses: ["zak", "obf"],

  check({ symptoms, zak, obf }) {
    if (!symptoms.includes("no-companion")) return undefined;
    if (zak || obf) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message:
        "the meeting admits the app with a user's token only, and neither `zak` nor `obfToken` came along",
      help: HELP,
    };
  },

  why: "4013 names what it misses: host, ZAK or OBF token.",
  sources: [
    source(
      "https://developers.zoom.us/docs/meeting-sdk/web/error-codes/",
      "4013 is named for a token without host, ZAK or OBF.",
    ),
    source(
      "https://developers.zoom.us/docs/meeting-sdk/obf-faq/",
      "Meetings of other accounts need a ZAK or OBF token.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: { client: { platform: "web" }, error: { code: 4013 } },
        finding: {
          certainty: "possible",
          at: "error",
          message:
            "the meeting admits the app with a user's token only, and neither `zak` nor `obfToken` came along",
          help: HELP,
        },
      },
      {
        name: "On a desktop",
        evidence: { client: { platform: "windows" }, error: { code: 503 } },
        finding: {
          certainty: "possible",
          at: "error",
          message:
            "the meeting admits the app with a user's token only, and neither `zak` nor `obfToken` came along",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
