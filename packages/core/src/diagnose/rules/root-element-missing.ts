import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";

const HELP =
  "Pass an element that is in the page: `zoomAppRoot: document.getElementById(…)`, and await `client.init(…)` before `client.join(…)`.";

export const rootElementMissing: Rule = defineRule({
  id: "root-element-missing",
  title: "The component view has no element to live in",
  cause: "join-call",
  stage: "client",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("no-root")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "`init` got no element, or `join` ran before `init` was done",
      help: HELP,
    };
  },

  why: "The component view draws itself into an element of yours, which has to be there first.",
  sources: [
    observed(
      "`zoomAppRoot must be defined` from join before init, `zoomAppRoot cannot be falsy` without an element.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "`join` before `init`",
        evidence: { client: { platform: "web" }, error: { message: "zoomAppRoot must be defined" } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "`init` got no element, or `join` ran before `init` was done",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
