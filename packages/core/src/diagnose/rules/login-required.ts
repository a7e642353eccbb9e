import { defineRule, type Rule } from "../rule.ts";
import { forum, observed } from "../sources.ts";

const HELP =
  'Pass the `zak` of the Zoom user who joins. If one was passed, fetch it with `type=zak`: without a type Zoom gives an older token, which does not count. Or switch off "Require authentication to join" in the meeting.';

export const loginRequired: Rule = defineRule({
  id: "login-required",
  title: "The meeting is for signed-in users",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("login")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the meeting admits only people who are signed in to Zoom",
      help: HELP,
    };
  },

  why: "A signature says which app joins. Who joins is said by the ZAK.",
  sources: [
    forum("108499", "Staff: a meeting with authentication needs a ZAK; type=tk led to 3051."),
    observed("3051 in component view, a window in client view, 3100 where the server says so."),
  ],

  examples: {
    failing: [
      {
        name: "In component view",
        evidence: { client: { platform: "web" }, error: { code: 3051, message: "Require login" } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the meeting admits only people who are signed in to Zoom",
          help: HELP,
        },
      },
      {
        name: "In client view",
        evidence: { client: { platform: "web" }, error: { code: 3100, message: "Require login" } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the meeting admits only people who are signed in to Zoom",
          help: HELP,
        },
      },
      {
        name: "On a desktop",
        evidence: { client: { platform: "windows" }, error: { code: 23 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the meeting admits only people who are signed in to Zoom",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
