import { defineRule, type Rule } from "../rule.ts";
import { forum } from "../sources.ts";

const HELP =
  "Create the secret anew in the Marketplace (an old one stays readable in places and signs nothing), use the pair of the other tab, development or production, and make sure that the token which was refused is the one that was checked here: a page may keep an older one. Then ask Zoom, with the time of the refusal.";

export const refusedWithoutReason: Rule = defineRule({
  id: "refused-without-reason",
  title: "Everything that can be checked is right",
  cause: "wrong-credentials",
  stage: "app",
  needs: ["unexplained", "symptoms", "open"],
  uses: ["expiry", "clock"],

  check({ symptoms, open, expiry, clock }) {
    if (!symptoms.includes("invalid-signature")) return undefined;
    if (open.length > 0) return undefined;
    // One that has expired since is not right any more, and that is said.
    if (expiry !== undefined && clock && expiry <= clock.zoomNow) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message:
        "token, secret, clock, app and meeting were checked and are right, and Zoom refuses it all the same",
      help: HELP,
    };
  },

  why: "What is left lies with Zoom: a secret that was replaced, an app that was taken back, an account that is suspended.",
  sources: [forum("95010", "Which of the credentials sign.")],

  examples: {
    failing: [
      {
        name: "Nothing left to check",
        evidence: {
          clockOffset: 0,
          app: { features: { embed: { meeting_sdk: { enable: true } } } },
          meeting: { id: 87270695528 },
          error: { code: 3712, message: "Signature is invalid." },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message:
            "token, secret, clock, app and meeting were checked and are right, and Zoom refuses it all the same",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
