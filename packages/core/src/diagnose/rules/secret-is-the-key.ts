import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";

const HELP =
  "The client secret is another text than the client id. Zoom's Marketplace shows both: your app, Basic Information, App Credentials.";

export const secretIsTheKey: Rule = defineRule({
  id: "secret-is-the-key",
  title: "Key and secret are the same text",
  cause: "wrong-credentials",
  stage: "credentials",
  needs: ["secretLook"],
  uses: ["mac"],

  check({ secretLook, mac }) {
    if (secretLook.is !== "the-key") return undefined;
    const signed = mac?.matches && mac.plain;
    return {
      certainty: signed ? "proven" : "likely",
      at: "credentials.sdkSecret",
      message: `the secret given is the key${signed ? ", and the signature was made with it" : ""}`,
      help: HELP,
    };
  },

  why: "One variable was read twice, or one text pasted twice. Zoom never gives out the same text as both.",
  sources: [zoomAuth("appKey is the client id; the signature is made with the client secret.")],

  examples: {
    failing: [
      {
        name: "One variable for both",
        secret: "fixtureKey_0123456789A",
        evidence: {
          credentials: { sdkKey: "fixtureKey_0123456789A", sdkSecret: "fixtureKey_0123456789A" },
          now: 1_763_949_600,
        },
        finding: {
          certainty: "proven",
          at: "credentials.sdkSecret",
          message: "the secret given is the key, and the signature was made with it",
          help: HELP,
        },
      },
      {
        name: "One text pasted twice, to be checked with",
        evidence: {
          credentials: { sdkKey: "fixtureKey_0123456789A", sdkSecret: "fixtureKey_0123456789A" },
          now: 1_763_949_600,
        },
        finding: {
          certainty: "likely",
          at: "credentials.sdkSecret",
          message: "the secret given is the key",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "Two texts" }],
  },
});
