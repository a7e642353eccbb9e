import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";
import { plural } from "../words.ts";

const HELP = "Cut the name to 128 characters.";

export const userNameTooLong: Rule = defineRule({
  id: "user-name-too-long",
  title: "The name is too long",
  cause: "join-call",
  stage: "join-call",
  needs: ["joinCall", "joinView"],

  check({ joinCall, joinView }) {
    const name = joinCall.userName;
    if (joinView !== "client" || typeof name !== "string" || name.length <= 128) return undefined;
    return {
      certainty: "proven",
      at: "joinCall.userName",
      message: `\`userName\` has ${plural(name.length, "character")}, and client view takes 128`,
      help: HELP,
    };
  },

  why: "Client view answers 4003 and sends nothing.",
  sources: [observed("4003, `userName length > 128 or userName is empty`.")],

  examples: {
    failing: [
      {
        name: "A name with everything in it",
        evidence: {
          client: { view: "client" },
          joinCall: {
            userName:
              "Ada Lovelace, Countess, of the Department of Analytical Engines, London, and also of the Society for the Diffusion of Useful Knowledge",
          },
        },
        finding: {
          certainty: "proven",
          at: "joinCall.userName",
          message: "`userName` has 134 characters, and client view takes 128",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "A name", evidence: { client: { view: "client" }, joinCall: { userName: "Ada" } } }],
  },
});
