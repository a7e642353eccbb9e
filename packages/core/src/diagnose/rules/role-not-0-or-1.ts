import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";
import { code } from "../words.ts";

const HELP = "Use the number 0 to take part or 1 to host; there is no other role.";

export const roleNot0Or1: Rule = defineRule({
  id: "role-not-0-or-1",
  title: "`role` is neither 0 nor 1",
  cause: "claims",
  stage: "claims",
  needs: ["claims"],

  check({ claims }) {
    const { role } = claims;
    if (!Object.hasOwn(claims, "role") || role === 0 || role === 1 || role === "0" || role === "1")
      return undefined;
    return { certainty: "proven", at: "payload.role", message: `\`role\` is ${code(role)}`, help: HELP };
  },

  why: "0 is a participant and 1 the host. Co-hosts, panelists and other parts are given in the meeting, not in the signature.",
  sources: [zoomAuth("role: 0 participant, 1 host.")],

  examples: {
    failing: [
      {
        name: "The role of an old sample",
        payload: { role: 5 },
        finding: { certainty: "proven", at: "payload.role", message: "`role` is `5`", help: HELP },
      },
      {
        name: "A word",
        payload: { role: "host" },
        finding: { certainty: "proven", at: "payload.role", message: "`role` is `host`", help: HELP },
      },
    ],
    passing: [{ name: "A participant" }],
  },
});
