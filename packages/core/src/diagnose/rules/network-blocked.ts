import { defineRule, type Rule } from "../rule.ts";
import { observed, source } from "../sources.ts";

const HELP =
  "Look at the network panel: requests to `https://zoom.us` and `wss://*.zoom.us` have to go out and come back. Usual causes are a content security policy without them in `connect-src`, a proxy or TLS inspection, an ad blocker, a `webEndpoint` with a port, and an emulator without a network.";

export const networkBlocked: Rule = defineRule({
  id: "network-blocked",
  title: "The connection fails",
  cause: "network",
  stage: "client",
  needs: ["unexplained", "symptoms"],
  reports: 3,

  check({ symptoms }) {
    if (!symptoms.includes("network")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the connection to Zoom failed before or after the signature was looked at",
      help: HELP,
    };
  },

  why: "The SDK says this of any request that fails, and not which.",
  sources: [
    observed(
      "-3000 for a reset, for HTTP 500, for a policy without Zoom in connect-src, and for a webEndpoint with a port.",
    ),
    source("https://github.com/mieszko4/react-native-zoom-us/issues/72", "5003 in an emulator."),
  ],

  examples: {
    failing: [
      {
        name: "In component view",
        evidence: { client: { platform: "web" }, error: { code: -3000, message: "connection error" } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the connection to Zoom failed before or after the signature was looked at",
          help: HELP,
        },
      },
      {
        name: "On a phone",
        evidence: {
          client: { platform: "react-native" },
          error: { code: 100, message: "Error code: 5003, internalErrorCode=0" },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the connection to Zoom failed before or after the signature was looked at",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
