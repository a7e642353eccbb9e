import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";

const HELP =
  "Check that the token which was refused is this one: a page that asks for role 1, or an older token, gives this answer. A webinar's panelist joins with role 0 and the `tk` of their own link.";

export const role0Refused: Rule = defineRule({
  id: "role-0-refused",
  title: "Zoom refuses role 0",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["unexplained", "symptoms", "asksRole"],

  check({ symptoms, asksRole }) {
    if (!symptoms.includes("role")) return undefined;
    if (asksRole !== 0) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message: "the token asks for role 0 and Zoom's answer is about the role",
      help: HELP,
    };
  },

  why: "Nothing keeps a participant from role 0. The answer is about a host's role.",
  sources: [observed("`The role is not applicable.` is shown as 3708.")],

  examples: {
    failing: [
      {
        name: "3708 with role 0",
        evidence: { client: { platform: "web" }, error: { code: 3708, message: "Incorrect role." } },
        finding: {
          certainty: "possible",
          at: "error",
          message: "the token asks for role 0 and Zoom's answer is about the role",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
