import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP = "Set `encryption_type` of the meeting to `enhanced_encryption`, or join with a native client.";

export const meetingIsE2ee: Rule = defineRule({
  id: "meeting-is-e2ee",
  title: "The meeting is end-to-end encrypted",
  cause: "meeting",
  stage: "meeting",
  needs: ["meetingInfo", "target"],

  check({ meetingInfo, target }) {
    if (target !== "web" || meetingInfo.settings.encryption_type !== "e2ee") return undefined;
    return {
      certainty: "likely",
      at: "meeting.settings.encryption_type",
      message: "the meeting is end-to-end encrypted, which the Web SDK cannot join",
      help: HELP,
    };
  },

  why: "In such a meeting the keys stay with the clients, and the browser is none of those.",
  sources: [
    source(
      "https://developers.zoom.us/docs/meeting-sdk/web/browser-support/",
      "Meetings with end-to-end encryption are not supported.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "E2EE",
        evidence: {
          client: { platform: "web" },
          meeting: { id: 87270695528, settings: { encryption_type: "e2ee" } },
        },
        finding: {
          certainty: "likely",
          at: "meeting.settings.encryption_type",
          message: "the meeting is end-to-end encrypted, which the Web SDK cannot join",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "The usual",
        evidence: {
          client: { platform: "web" },
          meeting: { id: 87270695528, settings: { encryption_type: "enhanced_encryption" } },
        },
      },
    ],
  },
});
