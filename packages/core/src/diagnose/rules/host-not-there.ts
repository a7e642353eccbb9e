import { defineRule, type Rule } from "../rule.ts";
import { observed, source } from "../sources.ts";

const HELP =
  "Wait for the host, switch on `join_before_host`, or start the meeting: `role: 1` with the host's `zak`.";

export const hostNotThere: Rule = defineRule({
  id: "host-not-there",
  title: "Nobody may join before the host",
  cause: "meeting",
  stage: "meeting",
  needs: ["unexplained", "meetingInfo", "asksRole"],
  uses: ["silence", "symptoms"],

  check({ meetingInfo, asksRole, silence, symptoms }) {
    const told = silence === "host-not-there" || symptoms?.includes("generic");
    if (!told || !meetingInfo.waitsForHost || asksRole !== 0) return undefined;
    return {
      certainty: "possible",
      at: "meeting.status",
      message: "the meeting has not begun, and `join_before_host` is off",
      help: HELP,
    };
  },

  why: "Where component view says 3008, client view shows 1 or says nothing.",
  sources: [
    source("https://developers.zoom.us/docs/api/", "status and join_before_host of a meeting."),
    observed("3008 in component view; in client view 1 with 6.2.0, and no call back with 3.13.1."),
  ],

  examples: {
    failing: [
      {
        name: "Client view 6",
        evidence: {
          client: { view: "client" },
          meeting: { id: 87270695528, status: "waiting", settings: { join_before_host: false } },
          error: { code: 1, message: "Fail to join the meeting." },
        },
        finding: {
          certainty: "possible",
          at: "meeting.status",
          message: "the meeting has not begun, and `join_before_host` is off",
          help: HELP,
        },
      },
      {
        name: "Client view 3",
        evidence: {
          client: { view: "client" },
          meeting: { id: 87270695528, status: "waiting", settings: { join_before_host: false } },
          error: { hungSeconds: 75 },
        },
        finding: {
          certainty: "possible",
          at: "meeting.status",
          message: "the meeting has not begun, and `join_before_host` is off",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "No error",
        evidence: { meeting: { id: 87270695528, status: "waiting", settings: { join_before_host: false } } },
      },
    ],
  },
});
