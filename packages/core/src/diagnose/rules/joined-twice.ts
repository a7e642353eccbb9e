import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Call `join` once for each click, and wait ten seconds before the next. In React an effect runs twice in development: keep the client outside of it.";

export const joinedTwice: Rule = defineRule({
  id: "joined-twice",
  title: "A second join while the first runs",
  cause: "join-call",
  stage: "join-call",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("joined-twice")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "`join` was called again too soon",
      help: HELP,
    };
  },

  why: "The SDK refuses a second join within ten seconds and while one is running.",
  sources: [
    source(
      "https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0",
      '3633 and 5012; "Duplicated join operation" of type INVALID_OPERATION in 3.13.1.',
    ),
  ],

  examples: {
    failing: [
      {
        name: "In client view",
        evidence: { client: { platform: "web" }, error: { code: 3633 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "`join` was called again too soon",
          help: HELP,
        },
      },
      {
        name: "In component view",
        evidence: { client: { platform: "web" }, error: { code: 5012 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "`join` was called again too soon",
          help: HELP,
        },
      },
      {
        name: "In component view of 3.13.1, which tells no number",
        evidence: { client: { platform: "web" }, error: { message: "Duplicated join operation" } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "`join` was called again too soon",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
