import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Fetch it anew right before the join, with its `type` named (`type=zak`, `type=onbehalf`), and pass it under the name that this SDK has for it. An OBF token has to be of a user who authorised this very app.";

export const companionNotAccepted: Rule = defineRule({
  id: "companion-not-accepted",
  title: "The user's token that came along is not accepted",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["unexplained", "symptoms"],
  uses: ["zak", "obf"],

  check({ symptoms, zak, obf }) {
    if (!symptoms.includes("no-companion") && !symptoms.includes("anonymous-join")) return undefined;
    if (!(zak || obf)) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "a user's token was passed, and Zoom answers as if none had been",
      help: HELP,
    };
  },

  why: "A token that Zoom cannot use, of another app or of another kind, counts as none.",
  sources: [source("https://developers.zoom.us/docs/meeting-sdk/obf-faq/", "Which token is for what.")],

  examples: {
    failing: [
      {
        name: "4012 with a ZAK",
        evidence: { joinCall: { zak: "opaqueZakForExamples" }, error: { code: 4012 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "a user's token was passed, and Zoom answers as if none had been",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
