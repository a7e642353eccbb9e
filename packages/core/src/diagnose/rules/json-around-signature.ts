import { defineRule, type Rule } from "../rule.ts";
import { forum } from "../sources.ts";
import { code } from "../words.ts";

export const jsonAroundSignature: Rule = defineRule({
  id: "json-around-signature",
  title: "The endpoint's JSON was passed as the signature",
  cause: "encoding",
  stage: "form",
  needs: ["form"],

  check({ form }) {
    const json = form.peels.find(({ kind }) => kind === "json");
    if (!json) return undefined;
    return {
      certainty: "proven",
      at: "signature",
      message: `the signature is JSON text that holds the signature in ${code(json.seen)}`,
      help: `Read the answer as JSON and pass the member: ${code(`(await response.json())${json.seen}`)}, not \`await response.text()\`.`,
    };
  },

  why: "`response.text()` gives the answer as it came, braces and all. `join()` wants only the signature in it.",
  sources: [forum("4005", "The endpoint's answer was read as text and passed whole.")],

  examples: {
    failing: [
      {
        name: "`response.text()`",
        pass: (signature) => JSON.stringify({ signature }),
        finding: {
          certainty: "proven",
          at: "signature",
          message: "the signature is JSON text that holds the signature in `.signature`",
          help: "Read the answer as JSON and pass the member: `(await response.json()).signature`, not `await response.text()`.",
        },
      },
    ],
    passing: [{ name: "The member alone" }],
  },
});
