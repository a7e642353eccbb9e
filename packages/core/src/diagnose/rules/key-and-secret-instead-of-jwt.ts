import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";
import { code } from "../words.ts";

const HELP =
  "Update the SDK, and give it a JWT as `jwtToken` (`appKey`, `iat`, `exp`, `tokenExp`) that a server of yours signs. Take the secret out of the app: whoever has the app has it.";

export const keyAndSecretInsteadOfJwt: Rule = defineRule({
  id: "key-and-secret-instead-of-jwt",
  title: "Key and secret were given to the SDK, a way that is closed",
  cause: "sdk-version",
  stage: "client",
  needs: ["unexplained", "joinCall", "platform"],
  reports: 3,

  check({ joinCall, platform }) {
    const name = Object.keys(joinCall).find((one) => /^(?:app|sdk|client|api|domain)?_?secret$/i.test(one));
    if (platform !== "native" || name === undefined) return undefined;
    return {
      certainty: "possible",
      at: `joinCall.${name}`,
      message: `the SDK was given the secret, as ${code(name)}; only old versions take that, and Zoom no longer lets them in`,
      help: HELP,
    };
  },

  why: "The first native SDKs were started with key and secret. Since then they take a JWT, and Zoom has ended both the old way and the versions that know no other.",
  sources: [
    source(
      "https://github.com/AdamDiament/dotnet-zoom-meeting-SDK/issues/38",
      "Key and secret on an old SDK: a spinner and then nothing, until package and way were changed.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "An old package's start",
        evidence: {
          client: { platform: "android" },
          joinCall: { appKey: "fixtureKey_0123456789A", appSecret: "fixtureSecretForExamplesOnly0001" },
          error: { message: "nothing happens" },
        },
        finding: {
          certainty: "possible",
          at: "joinCall.appSecret",
          message:
            "the SDK was given the secret, as `appSecret`; only old versions take that, and Zoom no longer lets them in",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "A JWT" }],
  },
});
