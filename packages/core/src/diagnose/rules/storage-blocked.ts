import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Allow cookies and storage for the page. In a frame the browser may block them for third parties.";

export const storageBlocked: Rule = defineRule({
  id: "storage-blocked",
  title: "The browser keeps nothing for the page",
  cause: "network",
  stage: "client",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("storage")) return undefined;
    if (symptoms.length > 1) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the page may not use web storage",
      help: HELP,
    };
  },

  why: "The SDK keeps what it needs in web storage.",
  sources: [
    source(
      "https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0",
      "-1 where web storage is not available.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: { client: { platform: "web" }, error: { code: -1 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the page may not use web storage",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
