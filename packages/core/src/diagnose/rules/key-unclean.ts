import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";

const HELP =
  "Take it off where the key is stored or read: `.trim()` what comes from a file, no quotes in an env file that keeps them. A client id is letters, digits, `_` and `-`.";

export const keyUnclean: Rule = defineRule({
  id: "key-unclean",
  title: "Something that is no part of it stands in the key",
  cause: "wrong-credentials",
  stage: "credentials",
  // Without a token the key given is all there is to look at; `clock` is always there.
  needs: ["clock"],
  uses: ["tokenKeyLook", "givenKeyLook"],

  check({ tokenKeyLook, givenKeyLook }) {
    const look = tokenKeyLook?.is === "unclean" ? tokenKeyLook : givenKeyLook;
    if (look?.is !== "unclean") return undefined;
    return {
      certainty: "likely",
      at: look === tokenKeyLook ? "payload.appKey" : "credentials.sdkKey",
      message: `the key${look === tokenKeyLook ? " in the token" : ""} holds ${look.what}, which no client id has`,
      help: HELP,
    };
  },

  why: "Zoom looks up the app by the key, character by character. One that cannot be seen makes it the key of no app.",
  sources: [zoomAuth("appKey and sdkKey: the app's client id.")],

  examples: {
    failing: [
      {
        name: "A line break from the file, in the token",
        payload: { appKey: "fixtureKey_0123456789A\n", sdkKey: "fixtureKey_0123456789A\n" },
        finding: {
          certainty: "likely",
          at: "payload.appKey",
          message: "the key in the token holds a line break, which no client id has",
          help: HELP,
        },
      },
      {
        name: "Quotes in the settings",
        evidence: {
          credentials: {
            sdkKey: '"fixtureKey_0123456789A"',
            sdkSecret: "fixtureSecretForExamplesOnly0001",
          },
          now: 1_763_949_600,
        },
        finding: {
          certainty: "likely",
          at: "credentials.sdkKey",
          message: "the key holds quotes, which no client id has",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "A client id" }],
  },
});
