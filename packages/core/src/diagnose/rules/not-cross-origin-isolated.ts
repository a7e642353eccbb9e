import { defineRule, type Rule } from "../rule.ts";
import { observed, source } from "../sources.ts";

const HELP =
  "Sign `video_webrtc_mode: 1`, or serve the page with `Cross-Origin-Opener-Policy: same-origin` and `Cross-Origin-Embedder-Policy: require-corp`. The join itself needs neither.";

export const notCrossOriginIsolated: Rule = defineRule({
  id: "not-cross-origin-isolated",
  title: "The page is not cross-origin isolated",
  cause: "network",
  stage: "client",
  needs: ["unexplained", "symptoms"],

  check({ symptoms }) {
    if (!symptoms.includes("isolation")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "without cross-origin isolation the SDK shows no gallery view",
      help: HELP,
    };
  },

  why: "Shared memory is only there in isolated pages. Video over WebRTC does without.",
  sources: [
    source(
      "https://developers.zoom.us/docs/video-sdk/web/sharedarraybuffer/",
      "What is better with shared memory.",
    ),
    observed("a page that is not isolated joins."),
  ],

  examples: {
    failing: [
      {
        name: "What the console says",
        evidence: {
          client: { platform: "web", crossOriginIsolated: false },
          error: { message: "Gallery View Not Supported. Option 1 SharedArrayBuffer" },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message: "without cross-origin isolation the SDK shows no gallery view",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
