import { defineRule, type Rule } from "../rule.ts";
import { forum, source } from "../sources.ts";

const HELP =
  "In the Marketplace open the app, Features, Embed, and switch on Meeting SDK. Do so in the environment whose key signs, development or production.";

export const manifestMeetingSdkOff: Rule = defineRule({
  id: "manifest-meeting-sdk-off",
  title: "The Meeting SDK is off in the manifest",
  cause: "app-configuration",
  stage: "app",
  needs: ["appInfo"],

  check({ appInfo }) {
    if (appInfo.meetingSdk !== false) return undefined;
    return {
      certainty: "likely",
      at: "app",
      message: "the manifest has the Meeting SDK switched off",
      help: HELP,
    };
  },

  why: "A key whose app does not have the Meeting SDK may not sign, and Zoom's answer is an invalid signature.",
  sources: [
    source(
      "https://developers.zoom.us/docs/meeting-sdk/get-credentials/",
      "Meeting SDK is a switch under Features, Embed.",
    ),
    forum("114958", "Staff: with the toggle off, the signature is invalid."),
  ],

  examples: {
    failing: [
      {
        name: "Never switched on",
        evidence: { app: { features: { embed: { meeting_sdk: { enable: false } } } } },
        finding: {
          certainty: "likely",
          at: "app",
          message: "the manifest has the Meeting SDK switched off",
          help: HELP,
        },
      },
    ],
    passing: [
      { name: "On", evidence: { app: { features: { embed: { meeting_sdk: { enable: true } } } } } },
      {
        name: "A manifest that does not say",
        evidence: { app: { display_information: { display_name: "Example" } } },
      },
    ],
  },
});
