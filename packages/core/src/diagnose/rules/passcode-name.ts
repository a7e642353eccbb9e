import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";
import { code } from "../words.ts";

export const passcodeName: Rule = defineRule({
  id: "passcode-name",
  title: "The other view's name for the passcode",
  cause: "join-call",
  stage: "join-call",
  needs: ["joinCall", "joinView"],

  check({ joinCall, joinView }) {
    const wrong = joinView === "client" ? "password" : "passWord";
    const right = joinView === "client" ? "passWord" : "password";
    if (!Object.hasOwn(joinCall, wrong)) return undefined;
    const empty = joinCall[wrong] === "" || joinCall[wrong] === undefined;
    // Component view ignores what it does not know: a passcode is lost only where there is one.
    if (joinView === "component" && (empty || Object.hasOwn(joinCall, right))) return undefined;
    return {
      certainty: joinView === "client" ? "proven" : "likely",
      at: `joinCall.${wrong}`,
      message: `the passcode is passed as ${code(wrong)}, and ${joinView} view calls it ${code(right)}`,
      help: `Rename it to ${code(right)}.`,
    };
  },

  why: "Client view refuses names that it does not know, with code 3. Component view ignores them, and joins without a passcode.",
  sources: [
    observed(
      "client view given password: 3, `Join parameters: password are invalid!`; component view sends the join.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "Component view's name in client view",
        evidence: { client: { view: "client" }, joinCall: { password: "123456" } },
        finding: {
          certainty: "proven",
          at: "joinCall.password",
          message: "the passcode is passed as `password`, and client view calls it `passWord`",
          help: "Rename it to `passWord`.",
        },
      },
      {
        name: "Client view's name in component view",
        evidence: { client: { view: "component" }, joinCall: { passWord: "123456" } },
        finding: {
          certainty: "likely",
          at: "joinCall.passWord",
          message: "the passcode is passed as `passWord`, and component view calls it `password`",
          help: "Rename it to `password`.",
        },
      },
    ],
    passing: [
      { name: "Client view", evidence: { client: { view: "client" }, joinCall: { passWord: "123456" } } },
      {
        name: "Component view",
        evidence: { client: { view: "component" }, joinCall: { password: "123456" } },
      },
      {
        name: "An empty one that is ignored",
        evidence: { client: { view: "component" }, joinCall: { passWord: "" } },
      },
      { name: "A view nobody named", evidence: { joinCall: { password: "123456" } } },
    ],
  },
});
