import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";

const HELP =
  "Check `meetingNumber` (at most 12 characters, digits only), `userName` (1 to 128), `userEmail` (an address, up to 100), `passWord` (up to 32), and in 3.x `sdkKey`. Give the object as `joinCall` to have them checked.";

export const invalidParameter: Rule = defineRule({
  id: "invalid-parameter",
  title: "The SDK or the media server refuses a parameter",
  cause: "join-call",
  stage: "join-call",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("invalid-parameter")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "a parameter of the join call has a wrong length or form",
      help: HELP,
    };
  },

  why: "Client view checks a few lengths itself. The text of the error names the parameter.",
  sources: [observed("4003 with a text that names the parameter.")],

  examples: {
    failing: [
      {
        name: "The code alone",
        evidence: { client: { platform: "web" }, error: { code: 4003 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "a parameter of the join call has a wrong length or form",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
