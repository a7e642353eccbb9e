import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";

const HELP = "Pass an address, or leave `userEmail` out where the meeting does not ask for it.";

export const userEmailInvalid: Rule = defineRule({
  id: "user-email-invalid",
  title: "No e-mail address where one should be",
  cause: "join-call",
  stage: "join-call",
  needs: ["joinCall", "joinView"],

  check({ joinCall, joinView }) {
    const email = joinCall.userEmail;
    if (joinView !== "client" || typeof email !== "string" || email === "") return undefined;
    if (/^[^\s@]+@[^\s@]+$/.test(email) && email.length <= 100) return undefined;
    return {
      certainty: "proven",
      at: "joinCall.userEmail",
      message: "`userEmail` is no e-mail address of up to 100 characters",
      help: HELP,
    };
  },

  why: "Client view looks at the address itself and answers 4003.",
  sources: [observed("4003, `… is an invalid address`.")],

  examples: {
    failing: [
      {
        name: "A user id",
        evidence: { client: { view: "client" }, joinCall: { userEmail: "user-42" } },
        finding: {
          certainty: "proven",
          at: "joinCall.userEmail",
          message: "`userEmail` is no e-mail address of up to 100 characters",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "An address",
        evidence: { client: { view: "client" }, joinCall: { userEmail: "ada@example.com" } },
      },
      { name: "Empty", evidence: { client: { view: "client" }, joinCall: { userEmail: "" } } },
    ],
  },
});
