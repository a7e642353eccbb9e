import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";

const HELP = "Pass `userName`, 1 to 128 characters, the name that others see.";

export const userNameMissing: Rule = defineRule({
  id: "user-name-missing",
  title: "The join call has no name",
  cause: "join-call",
  stage: "join-call",
  needs: ["joinCall", "target"],
  uses: ["wholeCall"],

  check({ joinCall, target, wholeCall }) {
    if (target !== "web") return undefined;
    const own = Object.hasOwn(joinCall, "userName");
    const value = joinCall.userName;
    if (own ? typeof value === "string" && value !== "" : !wholeCall) return undefined;
    return {
      certainty: "proven",
      at: "joinCall.userName",
      message: own ? "`userName` is empty" : "there is no `userName` in the join call",
      help: HELP,
    };
  },

  why: "Client view answers 4003, component view rejects with `userName cannot be empty`.",
  sources: [observed("an empty name: 4003 in client view, an Error in component view.")],

  examples: {
    failing: [
      {
        name: "A form that was left empty",
        evidence: { client: { platform: "web" }, joinCall: { userName: "" } },
        finding: { certainty: "proven", at: "joinCall.userName", message: "`userName` is empty", help: HELP },
      },
      {
        name: "Forgotten",
        evidence: { client: { platform: "web" }, joinCall: { meetingNumber: "87270695528", passWord: "" } },
        finding: {
          certainty: "proven",
          at: "joinCall.userName",
          message: "there is no `userName` in the join call",
          help: HELP,
        },
      },
    ],
    passing: [
      { name: "A name", evidence: { client: { platform: "web" }, joinCall: { userName: "Ada" } } },
      { name: "A part of a call", evidence: { client: { platform: "web" }, joinCall: { passWord: "" } } },
    ],
  },
});
