import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";
import { code } from "../words.ts";

const HELP =
  "Sign and join the `id` of the meeting. For a recurring meeting that is one number for all of it; a personal meeting room has the number of its user (`pmi`).";

export const meetingIsAnother: Rule = defineRule({
  id: "meeting-is-another",
  title: "The meeting given is not the one that is joined",
  cause: "meeting",
  stage: "meeting",
  needs: ["meetingInfo", "oneNumber"],

  check({ meetingInfo, oneNumber }) {
    if (meetingInfo.number === undefined || meetingInfo.number === oneNumber) return undefined;
    return {
      certainty: "proven",
      at: "meeting.id",
      message: `the meeting given is ${code(meetingInfo.number)}, and the token is for ${code(oneNumber)}`,
      help: HELP,
    };
  },

  why: "A number that was copied from another meeting is well formed and joins somewhere else.",
  sources: [source("https://developers.zoom.us/docs/api/", "A meeting has an id.")],

  examples: {
    failing: [
      {
        name: "Two meetings",
        evidence: { meeting: { id: 92345678901 } },
        finding: {
          certainty: "proven",
          at: "meeting.id",
          message: "the meeting given is `92345678901`, and the token is for `87270695528`",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "The same", evidence: { meeting: { id: 87270695528 } } }],
  },
});
