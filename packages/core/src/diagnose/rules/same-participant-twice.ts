import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Give each person a `customerKey` of their own, of at most 36 characters: longer ones are cut and may then be alike.";

export const sameParticipantTwice: Rule = defineRule({
  id: "same-participant-twice",
  title: "The same participant is there already",
  cause: "join-call",
  stage: "join-call",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("same-participant")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "a participant with this identity is in the meeting already",
      help: HELP,
    };
  },

  why: "Zoom tells participants apart by what the join call says of them.",
  sources: [
    source("https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0", "The server's reason 103044 is 4008."),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: { client: { platform: "web" }, error: { code: 4008 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "a participant with this identity is in the meeting already",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
