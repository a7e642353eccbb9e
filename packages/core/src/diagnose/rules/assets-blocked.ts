import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";

const HELP =
  "Look at the network panel for refused requests to `source.zoom.us`. Allow them, `blob:` workers and WebAssembly in the content security policy, and past proxies and ad blockers. Self-hosted files need an absolute address: `location.origin + path`.";

export const assetsBlocked: Rule = defineRule({
  id: "assets-blocked",
  title: "The SDK's own files do not load",
  cause: "network",
  stage: "client",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("assets")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "files that the SDK needs did not load",
      help: HELP,
    };
  },

  why: "The SDK loads its media parts from a server of its own, after it has been started.",
  sources: [
    observed(
      "5001, `dependent assets are not accessible`, where js_media.min.js is missing; a relative path is not used at all.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "In component view",
        evidence: {
          client: { platform: "web" },
          error: { code: 5001, message: "dependent assets are not accessible" },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message: "files that the SDK needs did not load",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
