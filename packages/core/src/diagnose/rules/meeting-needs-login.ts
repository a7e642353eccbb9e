import { defineRule, type Rule } from "../rule.ts";
import { forum, source } from "../sources.ts";
import { code } from "../words.ts";

const HELP =
  "Pass the `zak` of the Zoom user who joins (`GET /v2/users/{userId}/token?type=zak`), or switch the setting off.";

export const meetingNeedsLogin: Rule = defineRule({
  id: "meeting-needs-login",
  title: "The meeting asks for a login and no ZAK is passed",
  cause: "role-or-companion-token",
  stage: "meeting",
  needs: ["meetingInfo", "wholeCall"],
  uses: ["zak", "asksRole"],

  check({ meetingInfo, zak, asksRole }) {
    const { meeting_authentication, enforce_login } = meetingInfo.settings;
    if ((meeting_authentication !== true && enforce_login !== true) || zak || asksRole === 1)
      return undefined;
    const name = meeting_authentication === true ? "meeting_authentication" : "enforce_login";
    return {
      certainty: "likely",
      at: `meeting.settings.${name}`,
      message: `the meeting admits signed-in users only (${code(name)}), and the join call has no \`zak\``,
      help: HELP,
    };
  },

  why: "A signature says which app joins. Zoom wants to know who. Component view rejects with 3051, client view opens a window.",
  sources: [
    forum("108499", "Staff: a meeting with authentication needs a ZAK."),
    source("https://developers.zoom.us/docs/api/", "meeting_authentication: only signed-in users may join."),
  ],

  examples: {
    failing: [
      {
        name: "Signed-in users only",
        evidence: {
          joinCall: { meetingNumber: "87270695528", userName: "Ada", passWord: "" },
          meeting: { id: 87270695528, settings: { meeting_authentication: true } },
        },
        finding: {
          certainty: "likely",
          at: "meeting.settings.meeting_authentication",
          message:
            "the meeting admits signed-in users only (`meeting_authentication`), and the join call has no `zak`",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "With a ZAK",
        evidence: {
          joinCall: {
            meetingNumber: "87270695528",
            userName: "Ada",
            passWord: "",
            zak: "opaqueZakForExamples",
          },
          meeting: { id: 87270695528, settings: { meeting_authentication: true } },
        },
      },
    ],
  },
});
