import { defineRule, type Rule } from "../rule.ts";
import { forum, observed } from "../sources.ts";

const HELP =
  "Pass the passcode of the invitation (`password` in `GET /v2/meetings/{id}`), not the `pwd` of a link: as `passWord` in client view, as `password` in component view.";

export const passcodeWrong: Rule = defineRule({
  id: "passcode-wrong",
  title: "The passcode is wrong",
  cause: "meeting",
  stage: "meeting",
  needs: ["unexplained", "symptoms"],
  reports: 3,

  check({ symptoms }) {
    if (!symptoms.includes("passcode")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the passcode is refused, which comes after the signature was accepted",
      help: HELP,
    };
  },

  why: "The signature was accepted. Client view does not report this at all; it asks the person.",
  sources: [
    forum("59739", "An empty passcode for a meeting that has one."),
    observed("3004 in component view, no call back in client view."),
  ],

  examples: {
    failing: [
      {
        name: "In component view",
        evidence: { client: { platform: "web" }, error: { code: 3004, message: "Meeting Passcode wrong." } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the passcode is refused, which comes after the signature was accepted",
          help: HELP,
        },
      },
      {
        name: "A text without a code",
        evidence: { error: { message: "Passcode Wrong" } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the passcode is refused, which comes after the signature was accepted",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
