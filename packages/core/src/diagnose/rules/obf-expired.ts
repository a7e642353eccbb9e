import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";
import { span } from "../words.ts";

const HELP =
  "Fetch it right before the join, `GET /v2/users/{userId}/token?type=onbehalf`, and do not store it: it lives for two hours unless asked for longer.";

export const obfExpired: Rule = defineRule({
  id: "obf-expired",
  title: "The OBF token has expired",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["obf", "clock"],

  check({ obf, clock }) {
    // A token of another kind is not one that has expired.
    if (obf.exp === undefined || obf.exp > clock.zoomNow || (obf.kind !== "zak" && obf.kind !== "unknown"))
      return undefined;
    return {
      certainty: "proven",
      at: `joinCall.${obf.name}`,
      message: `the OBF token expired ${span(clock.zoomNow - obf.exp)} ago`,
      help: HELP,
    };
  },

  why: "It is checked at the join. A meeting that is already joined goes on with an expired ZAK, and a signature that is fresh does not make up for it.",
  sources: [
    source("https://developers.zoom.us/docs/meeting-sdk/obf-faq/", "An OBF token lives for two hours."),
  ],

  examples: {
    failing: [
      {
        name: "From this morning",
        evidence: {
          joinCall: {
            obfToken:
              "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJjbGllbnRzbSIsImlzcyI6IndlYiIsInN0ayI6IjAiLCJleHAiOjE3NjM5NDI0MDB9.c2ln",
          },
        },
        finding: {
          certainty: "proven",
          at: "joinCall.obfToken",
          message: "the OBF token expired 2 hours ago",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "An hour left",
        evidence: {
          joinCall: {
            obfToken:
              "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJjbGllbnRzbSIsImlzcyI6IndlYiIsInN0ayI6IjAiLCJleHAiOjE3NjM5NTMyMDB9.c2ln",
          },
        },
      },
      { name: "One that cannot be read", evidence: { joinCall: { obfToken: "opaqueTokenForExamples" } } },
    ],
  },
});
