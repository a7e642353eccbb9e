import { defineRule, type Rule } from "../rule.ts";
import { forum, source } from "../sources.ts";

const HELP =
  "Sign the same token with `role: 0`. If that is accepted, role 1 was the cause: pass the host's `zak` with it.";

export const role1PerhapsNotHost: Rule = defineRule({
  id: "role-1-perhaps-not-host",
  title: "Role 1, and perhaps not the host",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["unexplained", "symptoms", "open"],
  reports: 3,

  check({ symptoms, open }) {
    if (!symptoms.includes("invalid-signature")) return undefined;
    if (!open.includes("role")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the token asks for role 1 without a `zak`, and who it is for may not be the host",
      help: HELP,
    };
  },

  why: "Role 1 in a meeting that is not of the own account is refused. The code for that is 3711; reports have 3712 as well.",
  sources: [
    source("https://developers.zoom.us/docs/meeting-sdk/auth/zak/", "Role 1 with a ZAK starts the meeting."),
    forum("9045", "Role 1 fails where role 0 works."),
  ],

  examples: {
    failing: [
      {
        name: "Role 1 and nothing else left",
        payload: { role: 1 },
        evidence: {
          clockOffset: 0,
          app: { features: { embed: { meeting_sdk: { enable: true } } } },
          meeting: { id: 87270695528 },
          error: { code: 3712, message: "Signature is invalid." },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the token asks for role 1 without a `zak`, and who it is for may not be the host",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "Role 1, no error", payload: { role: 1 } }],
  },
});
