import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";
import { span } from "../words.ts";

const HELP =
  "Fetch it right before the join, `GET /v2/users/{userId}/token?type=zak`, and do not store it: it lives for two hours unless asked for longer.";

export const zakExpired: Rule = defineRule({
  id: "zak-expired",
  title: "The ZAK has expired",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["zak", "clock"],

  check({ zak, clock }) {
    // A token of another kind is not one that has expired.
    if (zak.exp === undefined || zak.exp > clock.zoomNow || (zak.kind !== "zak" && zak.kind !== "unknown"))
      return undefined;
    return {
      certainty: "proven",
      at: `joinCall.${zak.name}`,
      message: `the ZAK expired ${span(clock.zoomNow - zak.exp)} ago`,
      help: HELP,
    };
  },

  why: "It is checked at the join. A meeting that is already joined goes on with an expired ZAK, and a signature that is fresh does not make up for it.",
  sources: [
    source(
      "https://developers.zoom.us/docs/meeting-sdk/auth/zak/",
      "A ZAK lives for two hours unless a ttl is given.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "From this morning",
        evidence: {
          joinCall: {
            zak: "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJjbGllbnRzbSIsImlzcyI6IndlYiIsInN0ayI6IjAiLCJleHAiOjE3NjM5NDI0MDB9.c2ln",
          },
        },
        finding: {
          certainty: "proven",
          at: "joinCall.zak",
          message: "the ZAK expired 2 hours ago",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "An hour left",
        evidence: {
          joinCall: {
            zak: "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJjbGllbnRzbSIsImlzcyI6IndlYiIsInN0ayI6IjAiLCJleHAiOjE3NjM5NTMyMDB9.c2ln",
          },
        },
      },
      { name: "One that cannot be read", evidence: { joinCall: { zak: "opaqueTokenForExamples" } } },
    ],
  },
});
