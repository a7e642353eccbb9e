import { LIMITS } from "@countersign/core";
import { lifetimesOf } from "../code/lifetimes.ts";
import { type LintRule, placeOf } from "../rule.ts";

export const lifetimeTooShort: LintRule = {
  id: "lifetime-too-short",
  title: "The signature lives less than half an hour",

  check({ signings }) {
    return signings.flatMap((signing) => {
      const short = lifetimesOf(signing).find(({ seconds }) => seconds < LIMITS.lifetimeAbove);
      if (short === undefined) return [];
      const { node, name, seconds } = short;
      return {
        certainty: "proven",
        ...placeOf(signing.module, node),
        message:
          seconds > 0
            ? `\`${name}\` gives the signature ${seconds} seconds`
            : `\`${name}\` is not later than \`iat\``,
        help: `Zoom wants more than ${LIMITS.lifetimeAbove} seconds from \`iat\` to \`exp\` and to \`tokenExp\`; ${LIMITS.expirationSecondsDefault} are usual. A short life protects nothing here: the meeting is left or ended by other means.`,
      };
    });
  },

  why: "Zoom refuses a signature whose `exp` is less than 1800 seconds after its `iat`, with the same words as for a wrong secret.",
  sources: [
    {
      url: "https://developers.zoom.us/docs/meeting-sdk/auth/",
      says: "`exp` and `tokenExp` lie at least 1800 seconds after `iat`.",
      read: "2026-11-24",
    },
  ],

  examples: {
    failing: [
      {
        name: "ten minutes by jsonwebtoken's option",
        files: {
          "sign.js": `const jwt = require("jsonwebtoken");
const claims = { appKey: process.env.ZOOM_MEETING_SDK_KEY, mn, role };
module.exports = jwt.sign(claims, process.env.ZOOM_MEETING_SDK_SECRET, { expiresIn: "10m" });
`,
        },
        findings: [
          {
            certainty: "proven",
            file: "sign.js",
            line: 3,
            column: 85,
            message: "`expiresIn` gives the signature 600 seconds",
            help: "Zoom wants more than 1800 seconds from `iat` to `exp` and to `tokenExp`; 7200 are usual. A short life protects nothing here: the meeting is left or ended by other means.",
          },
        ],
      },
      {
        name: "five minutes by hand",
        files: {
          "sign.ts": `import { createHmac } from "node:crypto";
const iat = Math.round(Date.now() / 1000) - 30;
const exp = iat + 60 * 5;
export const claims = { sdkKey: key, mn, role: 0, iat, exp, tokenExp: exp };
export const mac = createHmac("sha256", secret).update(encoded(claims));
`,
        },
        findings: [
          {
            certainty: "proven",
            file: "sign.ts",
            line: 4,
            column: 56,
            message: "`exp` gives the signature 300 seconds",
            help: "Zoom wants more than 1800 seconds from `iat` to `exp` and to `tokenExp`; 7200 are usual. A short life protects nothing here: the meeting is left or ended by other means.",
          },
        ],
      },
      {
        name: "jose, a text without an hour in it",
        files: {
          "sign.ts": `import { SignJWT } from "jose";
export const token = await new SignJWT({ appKey: zoomKey, mn, role: 0 })
  .setProtectedHeader({ alg: "HS256", typ: "JWT" })
  .setIssuedAt()
  .setExpirationTime("15 minutes")
  .sign(secret);
`,
        },
        findings: [
          {
            certainty: "proven",
            file: "sign.ts",
            line: 5,
            column: 22,
            message: "`setExpirationTime` gives the signature 900 seconds",
            help: "Zoom wants more than 1800 seconds from `iat` to `exp` and to `tokenExp`; 7200 are usual. A short life protects nothing here: the meeting is left or ended by other means.",
          },
        ],
      },
    ],
    passing: [
      {
        name: "two hours, each way",
        files: {
          "sign.js": `const jwt = require("jsonwebtoken");
const iat = Math.floor(Date.now() / 1000) - 30;
const exp = iat + 60 * 60 * 2;
exports.a = jwt.sign({ appKey: zoomKey, mn, role, iat, exp, tokenExp: exp }, secret);
exports.b = jwt.sign({ appKey: zoomKey, mn, role }, secret, { expiresIn: "2h" });
`,
        },
      },
      {
        name: "a lifetime that is set elsewhere",
        files: {
          "sign.js": `const jwt = require("jsonwebtoken");
const iat = Math.floor(Date.now() / 1000);
exports.a = jwt.sign({ appKey: zoomKey, mn, role, iat, exp: iat + (ttl || 60) }, secret);
`,
        },
      },
      {
        name: "a session of ten minutes that has nothing to do with Zoom",
        files: {
          "session.js": `const jwt = require("jsonwebtoken");
exports.session = jwt.sign({ user: zoomUser }, secret, { expiresIn: "10m" });
`,
        },
      },
    ],
  },
};
