import { defineRule, type Rule } from "../rule.ts";
import { forum, observed } from "../sources.ts";

const HELP =
  "Look at `result` of the error in client view and at `reason` in component view, and at the answer of `/api/v1/wc/info` in the network panel: Zoom's own text stands there. If there is no answer, it is the network or Zoom's service; try again some minutes later.";

export const failedToJoin: Rule = defineRule({
  id: "failed-to-join",
  title: "The generic error",
  cause: "network",
  stage: "client",
  needs: ["unexplained", "symptoms"],
  uses: ["meetingInfo", "asksRole"],
  reports: 3,

  check({ symptoms, meetingInfo, asksRole }) {
    if (!symptoms.includes("generic")) return undefined;
    if (meetingInfo?.waitsForHost && asksRole === 0) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the code means only that the join failed: the SDK did not know Zoom's answer",
      help: HELP,
    };
  },

  why: "The SDK turns Zoom's English texts into codes by comparing them letter by letter. What it does not know becomes 1 in client view and 200 in component view, and so does a request that failed.",
  sources: [
    observed("1 or 200 for unknown texts, 1 for a failed request."),
    forum("96558", "Joins failed for a while and then worked."),
  ],

  examples: {
    failing: [
      {
        name: "Component view",
        evidence: {
          clockOffset: 0,
          app: { features: { embed: { meeting_sdk: { enable: true } } } },
          meeting: { id: 87270695528 },
          error: { code: 200, message: "Fail to join the meeting." },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the code means only that the join failed: the SDK did not know Zoom's answer",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
