import { defineRule, type Rule } from "../rule.ts";
import { forum, observed, source } from "../sources.ts";

const HELP =
  "Sign `role: 0` to take part. To start the meeting, pass the host's `zak` (`GET /v2/users/{userId}/token?type=zak`) or an alternative host's with role 1.";

export const role1WithoutZak: Rule = defineRule({
  id: "role-1-without-zak",
  title: "Role 1 without the host's ZAK",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["unexplained", "symptoms", "asksRole"],
  uses: ["zak"],
  reports: 3,

  check({ symptoms, asksRole, zak }) {
    if (!symptoms.includes("role")) return undefined;
    if (asksRole !== 1 || zak) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the token asks for role 1 and no `zak` is passed, and Zoom refuses the host's role",
      help: HELP,
    };
  },

  why: "Role 1 starts the meeting as its host. Without a ZAK that is possible for users of the app's own account only. The text of 3711 speaks of another meeting at the same time, which is not what it means.",
  sources: [
    source("https://developers.zoom.us/docs/meeting-sdk/auth/zak/", "Role 1 with a ZAK starts the meeting."),
    forum("9045", "Role 1 fails where role 0 works."),
    observed(
      "the answer about another account's meeting is shown as 3711, `Cannot not host another meeting concurrently.`",
    ),
  ],

  examples: {
    failing: [
      {
        name: "3711, whose text misleads",
        payload: { role: 1 },
        evidence: {
          client: { platform: "web" },
          error: { code: 3711, message: "Cannot not host another meeting concurrently." },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the token asks for role 1 and no `zak` is passed, and Zoom refuses the host's role",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "A host of the own account, no error", payload: { role: 1 } }],
  },
});
