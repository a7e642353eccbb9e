import { defineRule, type Rule } from "../rule.ts";
import { forum, source } from "../sources.ts";

const HELP =
  "Wait until that user has joined (the waiting room does not count), then try again, some seconds apart and not for ever: every try may send the host a mail. Where the app has to come first, join with a ZAK.";

export const obfUserAbsent: Rule = defineRule({
  id: "obf-user-absent",
  title: "The OBF token's user is not in the meeting",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["unexplained", "symptoms"],
  reports: 1,

  check({ symptoms }) {
    if (!symptoms.includes("obf-user-absent")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the user of the OBF token is not in the meeting, and the app may join only beside them",
      help: HELP,
    };
  },

  why: "An OBF token lets an app accompany a person. Without the person there is nobody to accompany.",
  sources: [
    source(
      "https://developers.zoom.us/docs/meeting-sdk/obf-faq/",
      "The user has to be in the meeting, and the app leaves with them.",
    ),
    forum("142411", "What retries do."),
    source("https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0", "The server's reason 103041 is 4017."),
  ],

  examples: {
    failing: [
      {
        name: "On the web",
        evidence: { client: { platform: "web" }, error: { code: 4017 } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the user of the OBF token is not in the meeting, and the app may join only beside them",
          help: HELP,
        },
      },
      {
        name: "On a desktop, by its name",
        evidence: {
          client: { platform: "windows" },
          error: { code: "MEETING_FAIL_AUTHORIZED_USER_NOT_INMEETING" },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the user of the OBF token is not in the meeting, and the app may join only beside them",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
