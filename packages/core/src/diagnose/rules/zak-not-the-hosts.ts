import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Fetch the ZAK of the meeting's host or of an alternative host: `host_id` in `GET /v2/meetings/{id}`, then `GET /v2/users/{host_id}/token?type=zak`. Any other user joins with role 0.";

export const zakNotTheHosts: Rule = defineRule({
  id: "zak-not-the-hosts",
  title: "The ZAK is not the host's",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["unexplained", "symptoms", "asksRole", "zak"],

  check({ symptoms, asksRole, zak }) {
    if (!symptoms.includes("role")) return undefined;
    if (asksRole !== 1 || zak.text === "") return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "role 1 and a `zak` were passed, and Zoom refuses the host's role",
      help: HELP,
    };
  },

  why: "A ZAK says which user acts. Only the host and alternative hosts may start a meeting.",
  sources: [
    source(
      "https://developers.zoom.us/docs/meeting-sdk/auth/zak/",
      "The host's or an alternative host's ZAK starts a meeting.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "The ZAK of a colleague",
        payload: { role: 1 },
        evidence: { joinCall: { zak: "opaqueZakForExamples" }, error: { code: 3003 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "role 1 and a `zak` were passed, and Zoom refuses the host's role",
          help: HELP,
        },
      },
    ],
    passing: [
      { name: "No error", payload: { role: 1 }, evidence: { joinCall: { zak: "opaqueZakForExamples" } } },
    ],
  },
});
