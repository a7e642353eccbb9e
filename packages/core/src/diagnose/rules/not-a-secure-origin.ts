import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";

const HELP =
  "Serve the page over HTTPS, or from `http://localhost` during development. An address like `http://192.168.0.10` does not count as secure.";

export const notASecureOrigin: Rule = defineRule({
  id: "not-a-secure-origin",
  title: "The page is not a secure context",
  cause: "network",
  stage: "client",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("insecure-origin")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the page is served over plain HTTP, and there the browser has no camera and no microphone",
      help: HELP,
    };
  },

  why: "Browsers give media devices to secure contexts only, and the SDK trips over their absence.",
  sources: [observed("component view rejects with a TypeError about `getDisplayMedia` on plain HTTP.")],

  examples: {
    failing: [
      {
        name: "Component view on a local address",
        evidence: {
          client: { platform: "web" },
          error: {
            message: "TypeError: Cannot use 'in' operator to search for 'getDisplayMedia' in undefined",
          },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message:
            "the page is served over plain HTTP, and there the browser has no camera and no microphone",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
