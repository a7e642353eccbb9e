import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP =
  "Check the number. A deleted meeting and one that has expired answer this way too. If the meeting belongs to another account, the API does not show it: then the app has to be published, and the join needs a `zak` or an `obfToken`.";
const FOUND: readonly string[] = [
  "external-app",
  "anonymous-join",
  "no-companion",
  "obf-user-absent",
  "key-blocked",
  "passcode",
  "login",
  "registration",
];

export const meetingDoesNotExist: Rule = defineRule({
  id: "meeting-does-not-exist",
  title: "Zoom knows no such meeting",
  cause: "meeting",
  stage: "meeting",
  needs: ["meeting"],
  uses: ["symptoms"],

  check({ meeting, symptoms }) {
    if (String(meeting.code) !== "3001") return undefined;
    // These come from a meeting that was found.
    if (symptoms?.some((symptom) => FOUND.includes(symptom))) return undefined;
    return {
      certainty: "likely",
      at: "meeting",
      message: "Zoom's API answers 3001: there is no such meeting, or it is not one of this account",
      help: HELP,
    };
  },

  why: "`GET /v2/meetings/{id}` answers for the meetings of the account whose access is used.",
  sources: [
    source("https://developers.zoom.us/docs/api/", "3001: the meeting does not exist or has expired."),
  ],

  examples: {
    failing: [
      {
        name: "Deleted",
        evidence: { meeting: { code: 3001, message: "Meeting does not exist: 87270695528." } },
        finding: {
          certainty: "likely",
          at: "meeting",
          message: "Zoom's API answers 3001: there is no such meeting, or it is not one of this account",
          help: HELP,
        },
      },
    ],
    passing: [
      { name: "A meeting", evidence: { meeting: { id: 87270695528 } } },
      {
        name: "Another refusal of the API",
        evidence: { meeting: { code: 124, message: "Invalid access token." } },
      },
    ],
  },
});
