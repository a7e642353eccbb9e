import { takesLegacySignature } from "../../zoom/sdk-versions.ts";
import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Update `@zoom/meetingsdk` to 5.1.4 or later. Before 2.3.0 the SDK knows only the format that Zoom has retired.";

export const sdkOlderThanJwt: Rule = defineRule({
  id: "sdk-older-than-jwt",
  title: "The SDK is older than this kind of signature",
  cause: "sdk-version",
  stage: "client",
  needs: ["claims", "sdkVersion", "target"],

  check({ sdkVersion, target }) {
    if (target !== "web" || takesLegacySignature(sdkVersion.text) !== true) return undefined;
    return {
      certainty: "likely",
      at: "client.sdkVersion",
      message: `version ${sdkVersion.text} is older than 2.7.0, the first that takes nothing but signatures of this kind`,
      help: HELP,
    };
  },

  why: "A new signature in an old SDK meets code that was written for another format, and Zoom ends old versions after some time.",
  sources: [
    source("https://www.npmjs.com/package/@zoom/meetingsdk", "The versions that there are."),
    source("https://github.com/zoom/meetingsdk-web", "The README asks for 5.1.4 or later."),
  ],

  examples: {
    failing: [
      {
        name: "2.2.0",
        evidence: { client: { platform: "web", sdkVersion: "2.2.0" } },
        finding: {
          certainty: "likely",
          at: "client.sdkVersion",
          message:
            "version 2.2.0 is older than 2.7.0, the first that takes nothing but signatures of this kind",
          help: HELP,
        },
      },
    ],
    passing: [
      { name: "2.7.0", evidence: { client: { platform: "web", sdkVersion: "2.7.0" } } },
      {
        name: "A version that cannot be read",
        evidence: { client: { platform: "web", sdkVersion: "latest" } },
      },
    ],
  },
});
