import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";

const HELP = "Put in the app's client id: Zoom's Marketplace, your app, Basic Information, App Credentials.";

export const keyIsPlaceholder: Rule = defineRule({
  id: "key-is-placeholder",
  title: "A placeholder stands where the key should be",
  cause: "wrong-credentials",
  stage: "credentials",
  // Without a token the key given is all there is to look at; `clock` is always there.
  needs: ["clock"],
  uses: ["tokenKeyLook", "givenKeyLook"],

  check({ tokenKeyLook, givenKeyLook }) {
    const inToken = tokenKeyLook?.is === "placeholder";
    if (!inToken && givenKeyLook?.is !== "placeholder" && givenKeyLook?.is !== "empty") return undefined;
    return {
      certainty: "likely",
      at: inToken ? "payload.appKey" : "credentials.sdkKey",
      message: inToken
        ? "the key in the token is a placeholder, such as samples have, and no client id"
        : givenKeyLook?.is === "empty"
          ? "the key is empty"
          : "the key is a placeholder, such as samples have, and no client id",
      help: HELP,
    };
  },

  why: "Samples come with blanks to fill in. The key names the app to Zoom, and there is no app of that name.",
  sources: [zoomAuth("appKey and sdkKey: the app's client id.")],

  examples: {
    failing: [
      {
        name: "The blank of a sample, in the token",
        payload: { appKey: "YOUR_SDK_KEY", sdkKey: "YOUR_SDK_KEY" },
        finding: {
          certainty: "likely",
          at: "payload.appKey",
          message: "the key in the token is a placeholder, such as samples have, and no client id",
          help: HELP,
        },
      },
      {
        name: "The blank of a sample, in the settings",
        evidence: {
          credentials: { sdkKey: "YOUR_SDK_KEY", sdkSecret: "fixtureSecretForExamplesOnly0001" },
          now: 1_763_949_600,
        },
        finding: {
          certainty: "likely",
          at: "credentials.sdkKey",
          message: "the key is a placeholder, such as samples have, and no client id",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "A client id" }],
  },
});
