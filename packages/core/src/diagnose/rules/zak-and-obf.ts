import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";
import { code } from "../words.ts";

const HELP =
  "Pass one of them: the ZAK to join or start as that user, the OBF token to join beside a user who is in the meeting.";

export const zakAndObf: Rule = defineRule({
  id: "zak-and-obf",
  title: "ZAK and OBF token together",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["zak", "obf"],

  check({ zak, obf }) {
    return {
      certainty: "proven",
      at: `joinCall.${obf.name}`,
      message: `${code(zak.name)} and ${code(obf.name)} are both passed, and each excludes the other`,
      help: HELP,
    };
  },

  why: "A ZAK makes you the user, an OBF token makes you a companion of the user. Nobody can be both in one join.",
  sources: [
    observed(
      "component view rejects with `zak and obfToken are mutually exclusive`, client view calls back with 3636.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "Both, to be on the safe side",
        evidence: { joinCall: { zak: "opaqueZakForExamples", obfToken: "opaqueObfForExamples" } },
        finding: {
          certainty: "proven",
          at: "joinCall.obfToken",
          message: "`zak` and `obfToken` are both passed, and each excludes the other",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "An OBF token and an empty ZAK",
        evidence: { joinCall: { zak: "", obfToken: "opaqueObfForExamples" } },
      },
    ],
  },
});
