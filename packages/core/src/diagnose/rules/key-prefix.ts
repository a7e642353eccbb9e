import { defineRule, type Rule } from "../rule.ts";
import { observed, source } from "../sources.ts";

const HELP =
  "Leave the prefix out and pass what follows it. The key belongs into the payload, as the claim `appKey`.";

export const keyPrefix: Rule = defineRule({
  id: "key-prefix",
  title: "The key stands before the signature",
  cause: "encoding",
  stage: "form",
  needs: ["form"],

  check({ form }) {
    const prefix = form.peels.find(({ kind }) => kind === "key-prefix");
    if (!prefix) return undefined;
    return {
      certainty: "proven",
      at: "signature",
      message: `the signature has a prefix of the form ${prefix.seen} before its three parts`,
      help: HELP,
    };
  },

  why: "With a prefix the SDK takes the header for the payload and finds no key in it. A widely copied text advises the prefix; Zoom has since corrected it.",
  sources: [
    observed(
      "with the prefix the component view says that appKey is empty, and the client view never calls back.",
    ),
    source("https://github.com/zoom/skills", "The key is a claim and never a prefix."),
  ],

  examples: {
    failing: [
      {
        name: "The advice taken by the letter",
        pass: (token) => `appKey:sdkKey.${token}`,
        finding: {
          certainty: "proven",
          at: "signature",
          message: "the signature has a prefix of the form `appKey:sdkKey.` before its three parts",
          help: HELP,
        },
      },
      {
        name: "The advice with real keys",
        pass: (token) => `fixtureKey_0123456789A:fixtureKey_0123456789A.${token}`,
        finding: {
          certainty: "proven",
          at: "signature",
          message: "the signature has a prefix of the form `<key>:<key>.` before its three parts",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No prefix" }],
  },
});
