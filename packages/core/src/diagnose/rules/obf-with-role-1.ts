import { defineRule, type Rule } from "../rule.ts";
import { source, zoomAuth } from "../sources.ts";
import { code } from "../words.ts";

const HELP = "Sign `role: 0` with an OBF token. To start a meeting pass the host's `zak` with role 1.";

export const obfWithRole1: Rule = defineRule({
  id: "obf-with-role-1",
  title: "An OBF token with role 1",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["obf", "asksRole"],
  uses: ["zak"],

  check({ obf, asksRole, zak }) {
    // With a ZAK beside it the mistake is another.
    if (asksRole !== 1 || zak) return undefined;
    return {
      certainty: "likely",
      at: "payload.role",
      message: `the token asks for role 1, and ${code(obf.name)} is good for joining only`,
      help: HELP,
    };
  },

  why: "An OBF token lets an app accompany a user who is in the meeting already, so there is nothing left to start. One snippet of Zoom's own passes it to a start call on Android; its table of tokens says join only.",
  sources: [
    zoomAuth("An OBF token joins only."),
    source("https://developers.zoom.us/docs/meeting-sdk/obf-faq/", "The user has to be in the meeting."),
  ],

  examples: {
    failing: [
      {
        name: "An app that wants to start",
        payload: { role: 1 },
        evidence: { joinCall: { obfToken: "opaqueObfForExamples" } },
        finding: {
          certainty: "likely",
          at: "payload.role",
          message: "the token asks for role 1, and `obfToken` is good for joining only",
          help: HELP,
        },
      },
    ],
    passing: [
      { name: "Role 0", evidence: { joinCall: { obfToken: "opaqueObfForExamples" } } },
      {
        name: "A ZAK with role 1",
        payload: { role: 1 },
        evidence: { joinCall: { zak: "opaqueZakForExamples" } },
      },
    ],
  },
});
