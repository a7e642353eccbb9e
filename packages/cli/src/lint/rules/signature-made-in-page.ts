import { child, pathOf } from "../code/node.ts";
import { type LintRule, placeOf } from "../rule.ts";

const HELP =
  "Sign on a server and let the page fetch the signature: `countersign serve` is such a server. Have Zoom make a new secret if the page was ever published.";
const message = (name: string) =>
  `\`${name}()\` signs in the page, which needs the secret there; newer versions of the SDK have no such function`;

export const signatureMadeInPage: LintRule = {
  id: "signature-made-in-page",
  title: "The page signs for itself",

  check({ modules }) {
    return modules.flatMap((module) =>
      module.all("CallExpression", "OptionalCallExpression").flatMap((call) => {
        const [, name] = SIGNS_IN_PAGE.exec(pathOf(child(call, "callee")) ?? "") ?? [];
        if (name === undefined) return [];
        return { certainty: "proven", ...placeOf(module, call), message: message(name), help: HELP };
      }),
    );
  },

  why: "What a page holds, every visitor can read. With the secret anybody signs for any of your meetings, as host too.",
  sources: [
    {
      url: "https://github.com/zoom/meetingsdk-web-sample/pull/109",
      says: "Zoom took the call out of its own sample with 3.12.0, in March 2025; in 6.2.0 the function only logs that it is gone.",
      read: "2026-11-24",
    },
  ],

  examples: {
    failing: [
      {
        name: "generateSDKSignature",
        files: {
          "public/meeting.js": `ZoomMtg.generateSDKSignature({
  meetingNumber: n, sdkKey: k, sdkSecret: s, role: "0",
  success(res) { join(res.result); },
});
`,
        },
        findings: [
          {
            certainty: "proven",
            file: "public/meeting.js",
            line: 1,
            column: 1,
            message: message("ZoomMtg.generateSDKSignature"),
            help: HELP,
          },
        ],
      },
    ],
    passing: [
      {
        name: "a function of the project's own with that name",
        files: {
          "server/sign.js": `import { generateSDKSignature } from "./zoom-signature.js";\nexport const s = generateSDKSignature({ meetingNumber, role: 0 });\n`,
        },
      },
    ],
  },
};

const SIGNS_IN_PAGE = /(?:^|\.)(ZoomMtg\.generate(?:SDK)?Signature)$/;
