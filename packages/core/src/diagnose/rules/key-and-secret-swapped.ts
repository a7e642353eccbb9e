import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";
import { plural } from "../words.ts";

const HELP =
  "Exchange the two variables: Zoom shows the shorter text as Client ID and the longer one as Client Secret. If the secret was ever served as the key, have Zoom make a new one.";

export const keyAndSecretSwapped: Rule = defineRule({
  id: "key-and-secret-swapped",
  title: "Key and secret look exchanged",
  cause: "wrong-credentials",
  stage: "credentials",
  needs: ["sdkKey", "sdkSecret", "secretLook"],
  uses: ["mac"],

  check({ sdkKey, sdkSecret, secretLook, mac }) {
    if (sdkKey.length !== 32 || sdkSecret.length !== 22 || secretLook.is !== "plain") return undefined;
    // Where there is a signature that does not verify, what computing found says more.
    if (mac && !(mac.matches && mac.plain)) return undefined;
    return {
      certainty: "likely",
      at: "credentials.sdkKey",
      message: `the key has ${plural(32, "character")} and the secret ${plural(22, "character")}, and with Zoom's it is the other way round`,
      help: HELP,
    };
  },

  why: "A client id has 22 characters and a client secret 32. Both are letters and digits, so nothing else tells them apart.",
  sources: [zoomAuth("Client id and client secret, side by side in the app's credentials.")],

  examples: {
    failing: [
      {
        name: "Two variables exchanged",
        secret: "fixtureKey_0123456789A",
        payload: {
          appKey: "anotherTextOf32Characters0000000",
          sdkKey: "anotherTextOf32Characters0000000",
        },
        evidence: {
          credentials: {
            sdkKey: "anotherTextOf32Characters0000000",
            sdkSecret: "fixtureKey_0123456789A",
          },
          now: 1_763_949_600,
        },
        finding: {
          certainty: "likely",
          at: "credentials.sdkKey",
          message:
            "the key has 32 characters and the secret 22 characters, and with Zoom's it is the other way round",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "22 and 32 characters" }],
  },
});
