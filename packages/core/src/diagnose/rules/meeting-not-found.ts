import { defineRule, type Rule } from "../rule.ts";
import { observed, source } from "../sources.ts";

const HELP =
  "Ask `GET /v2/meetings/{number}` with the host's access: 3001 there means that it was deleted or has expired. Check that the number is the one of the invitation, without its `pwd`, and that it lives in this cloud, `zoom.us` or `zoomgov.com`. A personal link name has no number of its own.";

export const meetingNotFound: Rule = defineRule({
  id: "meeting-not-found",
  title: "Zoom does not find the meeting",
  cause: "meeting",
  stage: "meeting",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("number")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "there is no meeting of that number, says Zoom",
      help: HELP,
    };
  },

  why: "The number is well formed, in the token and in the join call. Whether a meeting has it, only Zoom knows.",
  sources: [
    source(
      "https://developers.zoom.us/docs/meeting-sdk/web/error-codes/",
      "3706 and 3707 are about the number.",
    ),
    observed(
      "`The meeting number is not found.` is shown as 3707, the server's 3001 as 3610 in client view.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "3707",
        evidence: {
          client: { platform: "web" },
          error: { code: 3707, message: "The meeting number is not found." },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message: "there is no meeting of that number, says Zoom",
          help: HELP,
        },
      },
      {
        name: "Client view's 3610",
        evidence: { client: { platform: "web" }, error: { code: 3610, message: "Meeting does not exist." } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "there is no meeting of that number, says Zoom",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
