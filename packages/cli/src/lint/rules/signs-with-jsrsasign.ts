import { child, pathOf } from "../code/node.ts";
import { firstOfEach, type LintRule, placeOf } from "../rule.ts";

const MESSAGE =
  "signs with jsrsasign, whose support ended on 2026-06-03, and which reads a secret of hexadecimal digits as bytes";
const HELP =
  'Sign with `@countersign/core`, or with the platform: `createHmac("sha256", secret)` of `node:crypto` over the secret\'s text.';

export const signsWithJsrsasign: LintRule = {
  id: "signs-with-jsrsasign",
  title: "jsrsasign signs",

  check({ signings }) {
    const modules = firstOfEach(
      signings.map(({ module }) => module),
      ({ file, base }) => `${file.path}:${base}`,
    );
    return modules.flatMap((module) => {
      const call = module
        .all("CallExpression")
        .find((each) => JWS_SIGN.test(pathOf(child(each, "callee")) ?? ""));
      return call ? { certainty: "proven", ...placeOf(module, call), message: MESSAGE, help: HELP } : [];
    });
  },

  why: "Zoom's samples use this library. It gets no more fixes, and for a secret that is made of the digits 0 to 9 and letters a to f only it makes another signature than every other library: Zoom would answer that it is invalid.",
  sources: [
    {
      url: "https://github.com/kjur/jsrsasign",
      says: "Support ended on 2026-06-03. Run: with a secret of hexadecimal digits its HMAC differs from that of node:crypto.",
      read: "2026-11-24",
    },
  ],

  examples: {
    failing: [
      {
        name: "the way of Zoom's samples",
        files: {
          "sign.js": `import { KJUR } from "jsrsasign";
const iat = Math.floor(Date.now() / 1000);
const claims = { appKey: key, sdkKey: key, mn, role: 0, iat, exp: iat + 7200, tokenExp: iat + 7200 };
export const token = KJUR.jws.JWS.sign("HS256", header, JSON.stringify(claims), zoomSecret);
`,
        },
        findings: [
          { certainty: "proven", file: "sign.js", line: 4, column: 22, message: MESSAGE, help: HELP },
        ],
      },
    ],
    passing: [
      {
        name: "jsrsasign for something else",
        files: {
          "cert.js": `import { KJUR } from "jsrsasign";
export const token = KJUR.jws.JWS.sign("RS256", header, JSON.stringify({ iss: zoomAccount }), key);
`,
        },
      },
    ],
  },
};

const JWS_SIGN = /(?:^|\.)KJUR\.jws\.JWS\.sign$/;
