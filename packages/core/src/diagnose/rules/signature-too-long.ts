import { TOKEN_MAX } from "../facts/form.ts";
import { defineRule, type Rule } from "../rule.ts";
import { zoomSample } from "../sources.ts";

const HELP =
  "Pass the signature alone: the text between the quotes after `signature` in the endpoint's answer, which begins with `eyJ`.";

export const signatureTooLong: Rule = defineRule({
  id: "signature-too-long",
  title: "The text is far too long for a signature",
  cause: "encoding",
  stage: "form",
  needs: ["passed"],

  check({ passed }) {
    const text = passed.type === "object" ? passed.inner?.text : passed.type === "text" ? passed.text : "";
    if (text === undefined || text.length <= TOKEN_MAX) return undefined;
    return {
      certainty: "proven",
      at: "signature",
      message: `the signature has ${text.length} characters; one has about 350`,
      help: HELP,
    };
  },

  why: "A signature holds seven short claims. A text of this length is a page, a log or a file that was read instead.",
  sources: [zoomSample("The seven or eight claims that a signature holds.")],

  examples: {
    failing: [
      {
        name: "An error page instead of the answer",
        pass: () => `<html>${" ".repeat(20_000)}</html>`,
        finding: {
          certainty: "proven",
          at: "signature",
          message: "the signature has 20013 characters; one has about 350",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "A signature of the usual length" }],
  },
});
