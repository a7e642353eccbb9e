import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";

const HELP =
  'Add the meeting number as text, digits only: `mn: "87270695528"`, the same as in the join call.';

export const mnMissing: Rule = defineRule({
  id: "mn-missing",
  title: "`mn` is missing",
  cause: "claims",
  stage: "claims",
  needs: ["claims", "target"],

  check({ claims, target }) {
    if (target !== "web" || Object.hasOwn(claims, "mn")) return undefined;
    const native = !Object.hasOwn(claims, "role");
    return {
      certainty: "proven",
      at: "payload.mn",
      message: native
        ? "the payload has no `mn` and no `role`: it is made for a native SDK, and this is the web"
        : "the payload has no `mn`, and on the web a signature is for one meeting",
      help: native ? `${HELP} Add \`role\`, 0 to take part or 1 to host.` : HELP,
    };
  },

  why: "A native signature is good for any meeting, a web one for the meeting and the role that it names.",
  sources: [zoomAuth("mn and role are required on the web.")],

  examples: {
    failing: [
      {
        name: "Forgotten",
        payload: { mn: undefined },
        finding: {
          certainty: "proven",
          at: "payload.mn",
          message: "the payload has no `mn`, and on the web a signature is for one meeting",
          help: HELP,
        },
      },
      {
        name: "A native signature on the web",
        payload: { mn: undefined, role: undefined },
        evidence: { client: { platform: "web" } },
        finding: {
          certainty: "proven",
          at: "payload.mn",
          message: "the payload has no `mn` and no `role`: it is made for a native SDK, and this is the web",
          help: `${HELP} Add \`role\`, 0 to take part or 1 to host.`,
        },
      },
    ],
    passing: [
      {
        name: "A native signature for iOS",
        payload: { mn: undefined, role: undefined },
        evidence: { client: { platform: "ios" } },
      },
      { name: "A native signature for nobody knows what", payload: { mn: undefined, role: undefined } },
    ],
  },
});
