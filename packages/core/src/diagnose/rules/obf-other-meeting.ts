import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Fetch it with the `meeting_id` of the meeting that is joined: digits only, the same number as `meetingNumber`.";

export const obfOtherMeeting: Rule = defineRule({
  id: "obf-other-meeting",
  title: "The OBF token is for another meeting",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("obf-other-meeting")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the OBF token was fetched for another meeting than the one joined",
      help: HELP,
    };
  },

  why: "An OBF token that was asked for with a `meeting_id` is good for that meeting only.",
  sources: [
    source("https://developers.zoom.us/docs/meeting-sdk/obf-faq/", "An OBF token can be bound to a meeting."),
    source("https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0", "The server's reason 13300 is 4015."),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: { client: { platform: "web" }, error: { code: 4015 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the OBF token was fetched for another meeting than the one joined",
          help: HELP,
        },
      },
      {
        name: "On a desktop",
        evidence: { client: { platform: "windows" }, error: { code: 506 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the OBF token was fetched for another meeting than the one joined",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
