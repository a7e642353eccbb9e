import { defineRule, type Rule } from "../rule.ts";
import { observed, rfc7519 } from "../sources.ts";

const HELP =
  "Build the payload as an object and let the language write it: `JSON.stringify()`, `json.dumps()`, `json_encode()`. A JWT library does so.";

export const payloadNotJson: Rule = defineRule({
  id: "payload-not-json",
  title: "The payload is not a JSON object",
  cause: "encoding",
  stage: "encoding",
  needs: ["payloadRead"],

  check({ payloadRead }) {
    if (payloadRead.ok) return undefined;
    return { certainty: "proven", at: "payload", message: `the payload ${whyNot(payloadRead)}`, help: HELP };
  },

  why: "The SDK decodes the payload in the browser to find the key. What it cannot parse never gets as far as Zoom.",
  sources: [
    rfc7519("7.2", "The payload is a JSON object, in UTF-8."),
    observed("the component view rejects with the parser's error, the client view never calls back."),
  ],

  examples: {
    failing: [
      {
        name: "`json.dumps()` of a time that is no number",
        payloadText: '{"appKey":"fixtureKey_0123456789A","iat":NaN}',
        finding: {
          certainty: "proven",
          at: "payload",
          message: "the payload is not JSON: it holds `NaN`, which JSON does not have",
          help: HELP,
        },
      },
      {
        name: "Single quotes",
        payloadText: "{'role':0}",
        finding: {
          certainty: "proven",
          at: "payload",
          message: "the payload is not JSON: its texts stand in single quotes",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "JSON with spaces",
        payloadText:
          '{ "appKey": "fixtureKey_0123456789A", "sdkKey": "fixtureKey_0123456789A", "mn": "87270695528", "role": 0, "iat": 1763949570, "exp": 1763956770, "tokenExp": 1763956770 }',
      },
    ],
  },
});

type Unread =
  | { readonly problem: "not-utf8" }
  | { readonly problem: "not-json" | "not-an-object"; readonly text: string };

function whyNot(read: Unread): string {
  if (read.problem === "not-utf8") return "is not UTF-8 text";
  if (read.problem === "not-an-object") return "is JSON, but not an object";
  const word = /[:,[]\s*(NaN|undefined|None|True|False|-?Infinity)\b/.exec(read.text)?.[1];
  if (word) return `is not JSON: it holds \`${word}\`, which JSON does not have`;
  if (/[{,]\s*'/.test(read.text)) return "is not JSON: its texts stand in single quotes";
  if (/,\s*}\s*$/.test(read.text)) return "is not JSON: a comma stands behind its last claim";
  if (/^\s*{/.test(read.text) && !/}\s*$/.test(read.text)) return "is not JSON: it was cut before its end";
  return "is not JSON";
}
