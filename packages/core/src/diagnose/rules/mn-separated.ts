import { defineRule, type Rule } from "../rule.ts";
import { source, zoomAuth } from "../sources.ts";
import { code } from "../words.ts";

export const mnSeparated: Rule = defineRule({
  id: "mn-separated",
  title: "The meeting number has spaces or dashes",
  cause: "claims",
  stage: "claims",
  needs: ["mn", "claims"],

  check({ mn, claims }) {
    if (mn.is !== "separated") return undefined;
    return {
      certainty: "likely",
      at: "payload.mn",
      message: `\`mn\` is ${code(`"${String(claims.mn)}"`)}, written for people`,
      help: `Sign the digits alone: \`mn: "${mn.digits}"\`, and pass the same to \`join()\`.`,
    };
  },

  why: "Zoom shows numbers in groups. What is signed, and compared with the join call, is the digits.",
  sources: [
    zoomAuth("mn is the meeting or webinar number."),
    source("https://github.com/zoom/skills", "Digits only."),
  ],

  examples: {
    failing: [
      {
        name: "Copied from an invitation",
        payload: { mn: "872 7069 5528" },
        finding: {
          certainty: "likely",
          at: "payload.mn",
          message: '`mn` is `"872 7069 5528"`, written for people',
          help: 'Sign the digits alone: `mn: "87270695528"`, and pass the same to `join()`.',
        },
      },
    ],
    passing: [{ name: "Digits as text" }, { name: "Digits as a number", payload: { mn: 87270695528 } }],
  },
});
