import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";
import { code } from "../words.ts";

const HELP = "Pass the `userEmail` that was registered, beside `tk`.";

export const registrantTokenWithoutEmail: Rule = defineRule({
  id: "registrant-token-without-email",
  title: "A registrant token without an address",
  cause: "role-or-companion-token",
  stage: "join-call",
  needs: ["tk", "wholeCall", "target"],

  check({ tk, wholeCall, target }) {
    if (target !== "web" || (typeof wholeCall.userEmail === "string" && wholeCall.userEmail !== ""))
      return undefined;
    return {
      certainty: "likely",
      at: "joinCall.userEmail",
      message: `${code(tk.name)} is passed without \`userEmail\``,
      help: HELP,
    };
  },

  why: "The registrant token and the address are looked up together.",
  sources: [
    source(
      "https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0",
      "The type declarations of the join call.",
    ),
    source("https://developers.zoom.us/docs/api/", "A registrant has an address and a join_url with a tk."),
  ],

  examples: {
    failing: [
      {
        name: "The token alone",
        evidence: {
          client: { platform: "web" },
          joinCall: {
            meetingNumber: "87270695528",
            userName: "Ada",
            passWord: "",
            tk: "opaqueTkForExamples",
          },
        },
        finding: {
          certainty: "likely",
          at: "joinCall.userEmail",
          message: "`tk` is passed without `userEmail`",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "Both",
        evidence: {
          client: { platform: "web" },
          joinCall: {
            meetingNumber: "87270695528",
            userName: "Ada",
            passWord: "",
            tk: "opaqueTkForExamples",
            userEmail: "ada@example.com",
          },
        },
      },
    ],
  },
});
