import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";

const HELP =
  "Look at the answer of `/api/v1/wc/info` in the network panel: a page of a proxy, or an empty answer, leaves the join hanging. Then see that the files of the SDK and `wss://*.zoom.us` are reachable.";

export const componentViewSilent: Rule = defineRule({
  id: "component-view-silent",
  title: "Component view never answers",
  cause: "network",
  stage: "client",
  needs: ["unexplained", "silence"],

  check({ silence }) {
    if (silence !== "component-view") return undefined;
    return {
      certainty: "possible",
      at: "error.hungSeconds",
      message: "component view answers nothing to a right signature",
      help: HELP,
    };
  },

  why: "Component view rejects nearly everything, and waits for ever where the first answer is no JSON or where media connections stay silent.",
  sources: [observed("an HTML or empty answer and a silent WebSocket leave the promise open.")],

  examples: {
    failing: [
      {
        name: "A promise that stays open",
        evidence: { client: { view: "component" }, error: { hungSeconds: 60 } },
        finding: {
          certainty: "possible",
          at: "error.hungSeconds",
          message: "component view answers nothing to a right signature",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "An answer",
        evidence: {
          meeting: { id: 87270695528 },
          clockOffset: 0,
          app: { features: { embed: { meeting_sdk: { enable: true } } } },
        },
      },
    ],
  },
});
