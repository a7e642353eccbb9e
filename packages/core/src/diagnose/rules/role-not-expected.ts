import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";

export const roleNotExpected: Rule = defineRule({
  id: "role-not-expected",
  title: "Another role than intended",
  cause: "role-or-companion-token",
  stage: "claims",
  needs: ["claims", "asksRole", "expectedRole"],

  check({ asksRole, expectedRole }) {
    if (asksRole === expectedRole || (expectedRole !== 0 && expectedRole !== 1)) return undefined;
    return {
      certainty: "proven",
      at: "payload.role",
      message: `the token asks for role ${asksRole}, and role ${expectedRole} is expected`,
      help: `Sign \`role: ${expectedRole}\`. Take the role from what your server knows of the user, not from the request.`,
    };
  },

  why: "The role is part of what is signed. A page cannot change it afterwards.",
  sources: [zoomAuth("role: 0 participant, 1 host.")],

  examples: {
    failing: [
      {
        name: "The host got the token of a guest",
        evidence: { expected: { role: 1 } },
        finding: {
          certainty: "proven",
          at: "payload.role",
          message: "the token asks for role 0, and role 1 is expected",
          help: "Sign `role: 1`. Take the role from what your server knows of the user, not from the request.",
        },
      },
    ],
    passing: [{ name: "The same role", evidence: { expected: { role: 0 } } }],
  },
});
