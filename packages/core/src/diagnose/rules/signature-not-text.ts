import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";

export const signatureNotText: Rule = defineRule({
  id: "signature-not-text",
  title: "The signature is not text",
  cause: "encoding",
  stage: "form",
  needs: ["passed"],

  check({ passed }) {
    if (passed.type !== "other" && passed.type !== "function") return undefined;
    return {
      certainty: "proven",
      at: "signature",
      message: `what was passed as the signature is ${passed.type === "other" ? passed.name : "a function"}`,
      help:
        passed.type === "function"
          ? "Call it, wait for what it answers, and pass that: `signature: await getSignature()`."
          : "Pass the signature as text, as the signing endpoint made it.",
    };
  },

  why: "A signature is a JWT: text of three parts with dots between them. Nothing else is looked at.",
  sources: [
    observed("anything but text as `signature` ends in a TypeError or, in the client view, in silence."),
  ],

  examples: {
    failing: [
      {
        name: "The function that gets it",
        pass: (token) => () => token,
        finding: {
          certainty: "proven",
          at: "signature",
          message: "what was passed as the signature is a function",
          help: "Call it, wait for what it answers, and pass that: `signature: await getSignature()`.",
        },
      },
      {
        name: "A number",
        pass: () => 87270695528,
        finding: {
          certainty: "proven",
          at: "signature",
          message: "what was passed as the signature is a number",
          help: "Pass the signature as text, as the signing endpoint made it.",
        },
      },
    ],
    passing: [{ name: "Text" }],
  },
});
