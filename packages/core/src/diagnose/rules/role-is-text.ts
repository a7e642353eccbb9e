import { defineRule, type Rule } from "../rule.ts";
import { forum, zoomSample } from "../sources.ts";

export const roleIsText: Rule = defineRule({
  id: "role-is-text",
  title: "`role` is a text",
  cause: "claims",
  stage: "claims",
  needs: ["claims"],

  check({ claims: { role } }) {
    if (role !== "0" && role !== "1") return undefined;
    return {
      certainty: "possible",
      at: "payload.role",
      message: `\`role\` is the text \`"${role}"\`; Zoom's samples sign a number`,
      help: `Sign it as a number: \`role: ${role}\`, with \`Number(role)\` or \`int(role)\`.`,
    };
  },

  why: "What comes from a form or an address is text. Zoom's sample makes a number of it before it signs; whether Zoom takes the text is not known.",
  sources: [
    zoomSample("role is made a number before it is signed."),
    forum("85908", "A failing signature with role as a text, among other mistakes."),
  ],

  examples: {
    failing: [
      {
        name: "From a query string",
        payload: { role: "0" },
        finding: {
          certainty: "possible",
          at: "payload.role",
          message: '`role` is the text `"0"`; Zoom\'s samples sign a number',
          help: "Sign it as a number: `role: 0`, with `Number(role)` or `int(role)`.",
        },
      },
    ],
    passing: [{ name: "A number", payload: { role: 1 } }],
  },
});
