import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";
import { code } from "../words.ts";

const HELP =
  "Fetch it from Zoom's API with the access token of that user: `GET /v2/users/me/token?type=zak`, or `type=onbehalf` for an OBF token, and pass the `token` of the answer.";
const KINDS: { readonly [kind: string]: string } = {
  "meeting-sdk": "a Meeting SDK signature",
  "oauth-access-token": "an OAuth access token",
  "video-sdk": "a Video SDK token",
};

export const companionOfWrongKind: Rule = defineRule({
  id: "companion-of-wrong-kind",
  title: "Another token in the place of a user's",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["joinCall"],
  uses: ["zak", "obf", "form"],

  check({ zak, obf, form }) {
    for (const one of [zak, obf]) {
      const kind = one?.kind && KINDS[one.kind];
      // The same text in both places is named elsewhere.
      if (!one || !kind || one.text === form?.token) continue;
      return {
        certainty: one.kind === "meeting-sdk" ? "proven" : "likely",
        at: `joinCall.${one.name}`,
        message: `${code(one.name)} is ${kind}`,
        help: HELP,
      };
    }
    return undefined;
  },

  why: "A signature is your app's, an access token is for the API, and a ZAK or OBF token says which Zoom user acts. Zoom takes only the last in this place.",
  sources: [
    source("https://developers.zoom.us/docs/meeting-sdk/auth/zak/", "How to get a ZAK."),
    source("https://developers.zoom.us/docs/meeting-sdk/obf-faq/", "How to get an OBF token."),
  ],

  examples: {
    failing: [
      {
        name: "A second signature",
        evidence: {
          joinCall: { zak: "eyJhbGciOiJIUzI1NiJ9.eyJhcHBLZXkiOiJrIiwibW4iOiIxIiwicm9sZSI6MX0.c2ln" },
        },
        finding: {
          certainty: "proven",
          at: "joinCall.zak",
          message: "`zak` is a Meeting SDK signature",
          help: HELP,
        },
      },
      {
        name: "The access token",
        evidence: {
          joinCall: {
            zak: "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJ6bTpjaWQ6YWJjIiwiYXVkIjoiaHR0cHM6Ly9vYXV0aC56b29tLnVzIn0.c2ln",
          },
        },
        finding: {
          certainty: "likely",
          at: "joinCall.zak",
          message: "`zak` is an OAuth access token",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "A ZAK as they look",
        evidence: {
          joinCall: {
            zak: "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJjbGllbnRzbSIsImlzcyI6IndlYiIsInN0ayI6IjAiLCJleHAiOjE3NjM5NTMyMDB9.c2ln",
          },
        },
      },
    ],
  },
});
