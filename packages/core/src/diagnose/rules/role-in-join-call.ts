import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";

const HELP = "Leave `role` out of the join call. It is signed, as the claim `role`.";

export const roleInJoinCall: Rule = defineRule({
  id: "role-in-join-call",
  title: "The role in the join call",
  cause: "join-call",
  stage: "join-call",
  needs: ["joinCall", "joinView"],

  check({ joinCall, joinView }) {
    if (joinView !== "client" || !Object.hasOwn(joinCall, "role")) return undefined;
    return {
      certainty: "proven",
      at: "joinCall.role",
      message: "`role` is no parameter of the join call",
      help: HELP,
    };
  },

  why: "The role is in the signature, so that a page cannot choose it. Client view refuses the parameter with code 3; component view ignores it.",
  sources: [observed("client view given role: 3, `Join parameters: role are invalid!`.")],

  examples: {
    failing: [
      {
        name: "Taken over from the request for the signature",
        evidence: { client: { view: "client" }, joinCall: { role: 0 } },
        finding: {
          certainty: "proven",
          at: "joinCall.role",
          message: "`role` is no parameter of the join call",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "Component view ignores it",
        evidence: { client: { view: "component" }, joinCall: { role: 0 } },
      },
    ],
  },
});
