import { defineRule, type Rule } from "../rule.ts";
import { forum, observed } from "../sources.ts";

const HELP =
  'Make a JWT instead: header `{"alg":"HS256","typ":"JWT"}`, payload `appKey`, `sdkKey`, `mn`, `role`, `iat`, `exp`, `tokenExp`, times in seconds, signed with the client secret of a Meeting SDK app.';

export const legacySignature: Rule = defineRule({
  id: "legacy-signature",
  title: "The signature format that Zoom retired",
  cause: "legacy-format",
  stage: "kind",
  needs: ["shape"],
  uses: ["legacyTaken"],

  check({ shape, legacyTaken }) {
    if (shape.is !== "legacy" || legacyTaken) return undefined;
    const digits = shape.fields.ts.length;
    const unit = digits === 13 ? "milliseconds" : digits === 10 ? "seconds" : `${digits} digits`;
    return {
      certainty: "proven",
      at: "signature",
      message: `this is the retired format, base64 of \`key.number.time.role.hash\` (its time in ${unit}), and not a JWT`,
      help: HELP,
    };
  },

  why: "Before version 2.7 the Web SDK took a base64 text of five fields, made with the keys of an app type that no longer exists. No key or secret makes that format work today.",
  sources: [
    observed(
      "with this format the component view rejects with a TypeError, and the client view never calls back.",
    ),
    forum("70691", "The old format with the new keys gives 3712."),
    forum("85056", "The same after moving to a new app and keeping the old generator."),
  ],

  examples: {
    failing: [
      {
        name: "The generator of an old sample",
        // base64 of `fixtureKey_0123456789A.87270695528.1763949570000.0.` and the hash
        pass: () =>
          "Zml4dHVyZUtleV8wMTIzNDU2Nzg5QS44NzI3MDY5NTUyOC4xNzYzOTQ5NTcwMDAwLjAuQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQT0",
        finding: {
          certainty: "proven",
          at: "signature",
          message:
            "this is the retired format, base64 of `key.number.time.role.hash` (its time in milliseconds), and not a JWT",
          help: HELP,
        },
      },
    ],
    passing: [
      { name: "A JWT" },
      {
        name: "From the days when Zoom took it, as it did another",
        pass: () =>
          "Zml4dHVyZUtleV8wMTIzNDU2Nzg5QS44NzI3MDY5NTUyOC4xNzYzOTQ5NTcwMDAwLjAuQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQT0",
        evidence: {
          works:
            "Zml4dHVyZUtleV8wMTIzNDU2Nzg5QS44NzI3MDY5NTUyOC4xNzYzOTQ5NTAwMDAwLjAuQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQT0",
        },
      },
    ],
  },
});
