import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP = "Use one of them: the OBF token, or the login or ZAK of a user.";

export const loginConflict: Rule = defineRule({
  id: "login-conflict",
  title: "The token and another login contradict each other",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("other-login")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the OBF token conflicts with another login of the same client",
      help: HELP,
    };
  },

  why: "One join acts for one user.",
  sources: [
    source("https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0", "The server's reason 13245 is 4018."),
    source("https://github.com/noah-duncan/py-zoom-meeting-sdk", "502 in the desktop SDKs."),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: { client: { platform: "web" }, error: { code: 4018 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the OBF token conflicts with another login of the same client",
          help: HELP,
        },
      },
      {
        name: "On a desktop",
        evidence: { client: { platform: "windows" }, error: { code: 502 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the OBF token conflicts with another login of the same client",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
