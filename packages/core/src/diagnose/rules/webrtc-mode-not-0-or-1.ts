import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";
import { code } from "../words.ts";

const HELP =
  "Sign the number 1 for video over WebRTC, 0 for not, or leave the claim out and let Zoom decide.";

export const webrtcModeNot0Or1: Rule = defineRule({
  id: "webrtc-mode-not-0-or-1",
  title: "`video_webrtc_mode` is neither 0 nor 1",
  cause: "claims",
  stage: "claims",
  needs: ["claims"],

  check({ claims }) {
    const mode = claims.video_webrtc_mode;
    if (!Object.hasOwn(claims, "video_webrtc_mode") || mode === 0 || mode === 1 || mode === "1")
      return undefined;
    return {
      certainty: "possible",
      at: "payload.video_webrtc_mode",
      message: `\`video_webrtc_mode\` is ${code(mode)}`,
      help: HELP,
    };
  },

  why: "Other values are read as if the claim were not there, so what was meant does not happen. The join itself does not fail by it.",
  sources: [source("https://github.com/zoom/meetingsdk-auth-endpoint-sample", "0 or 1, as a number.")],

  examples: {
    failing: [
      {
        name: "A boolean",
        payload: { video_webrtc_mode: true },
        finding: {
          certainty: "possible",
          at: "payload.video_webrtc_mode",
          message: "`video_webrtc_mode` is `true`",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "On", payload: { video_webrtc_mode: 1 } }],
  },
});
