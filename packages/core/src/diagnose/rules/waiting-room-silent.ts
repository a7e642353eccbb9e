import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Have the host admit the person. A page should say that somebody waits to be admitted, and not that the join failed.";

export const waitingRoomSilent: Rule = defineRule({
  id: "waiting-room-silent",
  title: "The person is in the waiting room",
  cause: "meeting",
  stage: "meeting",
  needs: ["unexplained", "silence"],

  check({ silence }) {
    if (silence !== "waiting-room") return undefined;
    return {
      certainty: "possible",
      at: "error.hungSeconds",
      message: "the meeting has a waiting room, where a join waits without an answer",
      help: HELP,
    };
  },

  why: "A join that leads into the waiting room has succeeded as far as the signature goes.",
  sources: [source("https://developers.zoom.us/docs/api/", "waiting_room of a meeting.")],

  examples: {
    failing: [
      {
        name: "A waiting room",
        evidence: {
          meeting: { id: 87270695528, settings: { waiting_room: true } },
          error: { hungSeconds: 60 },
        },
        finding: {
          certainty: "possible",
          at: "error.hungSeconds",
          message: "the meeting has a waiting room, where a join waits without an answer",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "An answer",
        evidence: {
          meeting: { id: 87270695528 },
          clockOffset: 0,
          app: { features: { embed: { meeting_sdk: { enable: true } } } },
        },
      },
    ],
  },
});
