import { defineRule, type Rule } from "../rule.ts";
import { forum } from "../sources.ts";

const HELP =
  "Try a meeting of the account that owns the app. If that works, the token is right: publish the app or have Zoom approve it, use the production credentials, and pass the `zak` or `obfToken` of a user. `GET /v2/meetings/{id}` with the app's own access answers for meetings of the own account only; give its answer as `meeting` to rule this out.";

export const externalMeetingRefused: Rule = defineRule({
  id: "external-meeting-refused",
  title: "A meeting of another account may be refused",
  cause: "app-configuration",
  stage: "app",
  needs: ["unexplained", "symptoms", "open"],
  reports: 5,

  check({ symptoms, open }) {
    if (!symptoms.includes("invalid-signature") && !symptoms.includes("generic")) return undefined;
    if (!open.includes("account")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message:
        "if the meeting belongs to another account, the app may not join it, and some SDKs show that as this error",
      help: HELP,
    };
  },

  why: "Whose meeting it is does not stand in a token. Users saw 3712 and 200 where the app was not approved for the meetings of other accounts.",
  sources: [
    forum("106016", "The signature is invalid in meetings of other accounts only."),
    forum("139281", "Component view 3.9.0 showed 200 for a draft app."),
  ],

  examples: {
    failing: [
      {
        name: "Everything checked but whose meeting it is",
        evidence: {
          clockOffset: 0,
          app: { features: { embed: { meeting_sdk: { enable: true } } } },
          error: { code: 3712, message: "Signature is invalid." },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message:
            "if the meeting belongs to another account, the app may not join it, and some SDKs show that as this error",
          help: HELP,
        },
      },
    ],
    passing: [
      { name: "No error" },
      { name: "A meeting that the app can read", evidence: { meeting: { id: 87270695528 } } },
    ],
  },
});
