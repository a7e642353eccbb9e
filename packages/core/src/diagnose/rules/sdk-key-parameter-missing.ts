import { takesLegacySignature, wantsSdkKeyInJoin } from "../../zoom/sdk-versions.ts";
import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Pass the client id as `sdkKey`, the same as in the signature, or update to version 4 or later, which reads it from there.";

export const sdkKeyParameterMissing: Rule = defineRule({
  id: "sdk-key-parameter-missing",
  title: "`sdkKey` is missing in the join call",
  cause: "join-call",
  stage: "join-call",
  needs: ["wholeCall", "sdkVersion", "target"],

  check({ wholeCall, sdkVersion, target }) {
    if (target !== "web" || wholeCall.sdkKey || wantsSdkKeyInJoin(sdkVersion.text) !== true) return undefined;
    // Up to 2.6 `apiKey` serves as well.
    if (wholeCall.apiKey && takesLegacySignature(sdkVersion.text)) return undefined;
    return {
      certainty: "proven",
      at: "joinCall.sdkKey",
      message: `version ${sdkVersion.text} needs \`sdkKey\` in the join call`,
      help: HELP,
    };
  },

  why: "Up to 3.x the SDK does not look into the signature and cannot know the key.",
  sources: [
    source(
      "https://www.npmjs.com/package/@zoom/meetingsdk/v/3.13.1",
      "Observed by running it: `sdkKey can not empty` in component view, 4003 in client view.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "A newer version's sample with 3.13.1",
        evidence: {
          client: { platform: "web", sdkVersion: "3.13.1" },
          joinCall: { meetingNumber: "87270695528", userName: "Ada", passWord: "" },
        },
        finding: {
          certainty: "proven",
          at: "joinCall.sdkKey",
          message: "version 3.13.1 needs `sdkKey` in the join call",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "Passed",
        evidence: {
          client: { platform: "web", sdkVersion: "3.13.1" },
          joinCall: {
            meetingNumber: "87270695528",
            userName: "Ada",
            passWord: "",
            sdkKey: "fixtureKey_0123456789A",
          },
        },
      },
      {
        name: "Version 4",
        evidence: {
          client: { platform: "web", sdkVersion: "4.0.0" },
          joinCall: { meetingNumber: "87270695528", userName: "Ada", passWord: "" },
        },
      },
    ],
  },
});
