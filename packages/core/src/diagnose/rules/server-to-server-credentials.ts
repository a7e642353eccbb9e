import { defineRule, type Rule } from "../rule.ts";
import { forum, source } from "../sources.ts";

const HELP =
  "Look the key up in the Marketplace: it has to be the client id of a General app with Features, Embed, Meeting SDK switched on. Server-to-Server OAuth, webhook and Video SDK credentials cannot sign, even though signing with them gives a well-formed token. To rule this out, give the manifest as `app`.";

export const serverToServerCredentials: Rule = defineRule({
  id: "server-to-server-credentials",
  title: "The credentials of a Server-to-Server app",
  cause: "wrong-credentials",
  stage: "app",
  needs: ["unexplained", "symptoms", "open"],
  reports: 6,

  check({ symptoms, open }) {
    if (!symptoms.includes("invalid-signature") && !symptoms.includes("key-refused")) return undefined;
    if (!open.includes("app-kind")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message:
        "key and secret may belong to a Server-to-Server OAuth app, or to another app that cannot sign for the Meeting SDK",
      help: HELP,
    };
  },

  why: "A General app, a Server-to-Server OAuth app and a Video SDK account each have an id and a secret that look alike. Zoom's answer does not say which of them it was given.",
  sources: [
    forum("131217", "Server-to-Server credentials signed, and the signature was invalid."),
    forum("97215", "A right sample with credentials of an unknown kind."),
    source(
      "https://developers.zoom.us/docs/meeting-sdk/get-credentials/",
      "Signing takes the client id and secret of a General app.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "A right token of an app nobody looked up",
        evidence: {
          clockOffset: 0,
          meeting: { id: 87270695528 },
          error: { code: 3023, message: "Your SDK key or secret is invalid" },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message:
            "key and secret may belong to a Server-to-Server OAuth app, or to another app that cannot sign for the Meeting SDK",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
