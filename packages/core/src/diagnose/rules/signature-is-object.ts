import { defineRule, type Rule } from "../rule.ts";
import { forum } from "../sources.ts";
import { code, list } from "../words.ts";

export const signatureIsObject: Rule = defineRule({
  id: "signature-is-object",
  title: "An object was passed, not the signature in it",
  cause: "encoding",
  stage: "form",
  needs: ["passed"],
  uses: ["shape"],

  check({ passed, shape }) {
    const at = "signature";
    if (shape?.is === "word" && /^\[object (?!Promise)/i.test(shape.word)) {
      return {
        certainty: "proven",
        at,
        message: `the signature is the text ${code(shape.word)}: an object that was made into text`,
        help: "Pass the member that holds the signature: `body.signature`, not `body`.",
      };
    }
    if (passed.type !== "object") return undefined;
    const names = passed.names.length > 0 ? ` with ${list(passed.names.map(code))}` : "";
    return {
      certainty: "proven",
      at,
      message: `what was passed as the signature is ${passed.name}${passed.name === "an object" ? names : ""}`,
      help: passed.inner
        ? `The signature lies in it: pass ${code(`response${passed.inner.path}`)}.`
        : "Pass the text that the signing endpoint made, three parts with dots between them.",
    };
  },

  why: "A signing endpoint answers with JSON, and the signature is one member of it. `join()` wants that text alone.",
  sources: [forum("4005", "The whole answer of the endpoint was passed instead of the signature in it.")],

  examples: {
    failing: [
      {
        name: "The endpoint's whole answer",
        pass: (signature) => ({ signature, sdkKey: "fixtureKey_0123456789A" }),
        finding: {
          certainty: "proven",
          at: "signature",
          message: "what was passed as the signature is an object with `signature` and `sdkKey`",
          help: "The signature lies in it: pass `response.signature`.",
        },
      },
      {
        name: "An object in a template text",
        pass: (signature) => `${{ signature }}`,
        finding: {
          certainty: "proven",
          at: "signature",
          message: "the signature is the text `[object Object]`: an object that was made into text",
          help: "Pass the member that holds the signature: `body.signature`, not `body`.",
        },
      },
    ],
    passing: [{ name: "The text alone" }],
  },
});
