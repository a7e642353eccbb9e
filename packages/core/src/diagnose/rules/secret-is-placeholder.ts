import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";

const HELP =
  "Put in the app's client secret: Zoom's Marketplace, your app, Basic Information, App Credentials.";

export const secretIsPlaceholder: Rule = defineRule({
  id: "secret-is-placeholder",
  title: "A placeholder stands where the secret should be",
  cause: "wrong-credentials",
  stage: "credentials",
  needs: ["secretLook"],

  check({ secretLook }) {
    if (secretLook.is !== "placeholder" && secretLook.is !== "empty") return undefined;
    return {
      certainty: "likely",
      at: "credentials.sdkSecret",
      message:
        secretLook.is === "empty"
          ? "the secret is empty"
          : "the secret is a placeholder, such as samples have, and none that Zoom gave out",
      help: HELP,
    };
  },

  why: "Samples come with blanks to fill in, and HMAC signs with any text: nothing complains until Zoom does.",
  sources: [zoomAuth("The signature is made with the app's client secret.")],

  examples: {
    failing: [
      {
        name: "The blank of a sample",
        secret: "YOUR_CLIENT_SECRET",
        evidence: {
          credentials: { sdkKey: "fixtureKey_0123456789A", sdkSecret: "YOUR_CLIENT_SECRET" },
          now: 1_763_949_600,
        },
        finding: {
          certainty: "likely",
          at: "credentials.sdkSecret",
          message: "the secret is a placeholder, such as samples have, and none that Zoom gave out",
          help: HELP,
        },
      },
      {
        name: "The word",
        secret: "secret",
        evidence: {
          credentials: { sdkKey: "fixtureKey_0123456789A", sdkSecret: "secret" },
          now: 1_763_949_600,
        },
        finding: {
          certainty: "likely",
          at: "credentials.sdkSecret",
          message: "the secret is a placeholder, such as samples have, and none that Zoom gave out",
          help: HELP,
        },
      },
      {
        name: "Nothing",
        evidence: {
          credentials: { sdkKey: "fixtureKey_0123456789A", sdkSecret: "" },
          now: 1_763_949_600,
        },
        finding: {
          certainty: "likely",
          at: "credentials.sdkSecret",
          message: "the secret is empty",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "A secret" }],
  },
});
