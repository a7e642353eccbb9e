import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

const HELP = "Sign `role: 0` for a network test, or leave `joinTest` out.";

export const joinTestWithRole1: Rule = defineRule({
  id: "join-test-with-role-1",
  title: "A network test with role 1",
  cause: "join-call",
  stage: "join-call",
  needs: ["joinCall", "asksRole"],

  check({ joinCall, asksRole }) {
    if (!joinCall.joinTest || asksRole !== 1) return undefined;
    return {
      certainty: "likely",
      at: "joinCall.joinTest",
      message: "`joinTest` is set and the token asks for role 1",
      help: HELP,
    };
  },

  why: "The test mode is for participants; the SDK refuses it to a host.",
  sources: [
    source(
      "https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0",
      "Client view takes joinTest with role 0 only.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "A test as host",
        payload: { role: 1 },
        evidence: { joinCall: { joinTest: true } },
        finding: {
          certainty: "likely",
          at: "joinCall.joinTest",
          message: "`joinTest` is set and the token asks for role 1",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "A test as participant", evidence: { joinCall: { joinTest: true } } }],
  },
});
