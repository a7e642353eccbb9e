import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";
import { code } from "../words.ts";

const HELP =
  "Pass the bare token: `token` of the answer of Zoom's API for `zak` and `obfToken`, the query parameter `tk` of the registrant's `join_url` for `tk`. Wait for the answer (`await`) before joining, and leave the member out where there is no token.";
function wrapping(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  if (value === "(promise)" || value === "[object Promise]") return "is a promise";
  if (/^(?:undefined|null|\[object \w+\])$/.test(value)) return `is the text ${code(value)}`;
  if (/^https?:/i.test(value)) return "is a link, of which the token is only a part";
  if (/^bearer\s/i.test(value)) return "begins with `Bearer`";
  return /^[{"]/.test(value) ? "is JSON with the token in it" : undefined;
}

export const companionTokenWrapped: Rule = defineRule({
  id: "companion-token-wrapped",
  title: "Something around the companion token",
  cause: "join-call",
  stage: "companions",
  needs: ["joinCall"],

  check({ joinCall }) {
    const names = ["zak", "obfToken", "tk", "recordingToken"];
    for (const name of names) {
      const value = joinCall[name];
      const what = typeof value === "object" && value !== null ? "is an object" : wrapping(value);
      if (what) {
        return { certainty: "proven", at: `joinCall.${name}`, message: `${code(name)} ${what}`, help: HELP };
      }
    }
    return undefined;
  },

  why: "Zoom takes the text as it is. What is around it, or what stands for a missing value, is taken for a token.",
  sources: [
    source(
      "https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0",
      "The type declarations of the join call.",
    ),
    source("https://developers.zoom.us/docs/meeting-sdk/auth/zak/", "The answer of the API holds the token."),
  ],

  examples: {
    failing: [
      {
        name: "The whole answer",
        evidence: { joinCall: { zak: { token: "opaqueZakForExamples" } } },
        finding: { certainty: "proven", at: "joinCall.zak", message: "`zak` is an object", help: HELP },
      },
      {
        name: "The whole link",
        evidence: { joinCall: { tk: "https://zoom.us/w/87270695528?tk=opaqueTkForExamples" } },
        finding: {
          certainty: "proven",
          at: "joinCall.tk",
          message: "`tk` is a link, of which the token is only a part",
          help: HELP,
        },
      },
      {
        name: "A variable that was not set",
        evidence: { joinCall: { zak: "undefined" } },
        finding: {
          certainty: "proven",
          at: "joinCall.zak",
          message: "`zak` is the text `undefined`",
          help: HELP,
        },
      },
      {
        name: "No `await`",
        evidence: { joinCall: { zak: "(promise)" } },
        finding: { certainty: "proven", at: "joinCall.zak", message: "`zak` is a promise", help: HELP },
      },
      {
        name: "Like a header",
        evidence: { joinCall: { obfToken: "Bearer opaqueObfForExamples" } },
        finding: {
          certainty: "proven",
          at: "joinCall.obfToken",
          message: "`obfToken` begins with `Bearer`",
          help: HELP,
        },
      },
    ],
    passing: [
      { name: "Bare, or empty", evidence: { joinCall: { zak: "", tk: "opaqueTkForExamples" } } },
      { name: "Left out", evidence: { joinCall: { zak: undefined } } },
    ],
  },
});
