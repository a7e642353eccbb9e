import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";

const HELP = "Add `role: 0` to take part or `role: 1` to host.";

export const roleMissing: Rule = defineRule({
  id: "role-missing",
  title: "`role` is missing",
  cause: "claims",
  stage: "claims",
  needs: ["claims", "target"],

  check({ claims, target }) {
    // Without `mn` as well it is a native signature, which is another mistake.
    if (target !== "web" || Object.hasOwn(claims, "role") || !Object.hasOwn(claims, "mn")) return undefined;
    return {
      certainty: "proven",
      at: "payload.role",
      message: "the payload has no `role`, and on the web it is required",
      help: HELP,
    };
  },

  why: "The signature says whether its holder takes part or hosts. `role` set to `undefined` is left out of JSON without a word.",
  sources: [zoomAuth("role is required on the web: 0 participant, 1 host.")],

  examples: {
    failing: [
      {
        name: "From a variable that is not set",
        payload: { role: undefined },
        finding: {
          certainty: "proven",
          at: "payload.role",
          message: "the payload has no `role`, and on the web it is required",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "A number for a native SDK, which reads neither",
        payload: { role: undefined },
        evidence: { client: { platform: "windows" } },
      },
    ],
  },
});
