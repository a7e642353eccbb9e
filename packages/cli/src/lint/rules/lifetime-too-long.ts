import { LIMITS } from "@countersign/core";
import { lifetimesOf } from "../code/lifetimes.ts";
import { type LintRule, placeOf } from "../rule.ts";

export const lifetimeTooLong: LintRule = {
  id: "lifetime-too-long",
  title: "The signature lives longer than two days",

  check({ signings }) {
    return signings.flatMap((signing) => {
      const long = lifetimesOf(signing).find(({ seconds }) => seconds > LIMITS.lifetimeMax);
      if (long === undefined) return [];
      const { node, name, seconds } = long;
      const meant = seconds / 1000;
      // Whole five minutes: a month in seconds, divided by 1000, is none.
      const isThousandfold = meant % 300 === 0 && meant > LIMITS.lifetimeAbove && meant <= LIMITS.lifetimeMax;
      return {
        certainty: "likely",
        ...placeOf(signing.module, node),
        message: `\`${name}\` gives the signature ${seconds} seconds, which are ${Math.floor(seconds / 86_400)} days`,
        help: isThousandfold
          ? `This looks like milliseconds. In seconds it is \`${meant}\`.`
          : `Zoom allows ${LIMITS.lifetimeMax} seconds, 48 hours; ${LIMITS.expirationSecondsDefault} are usual.`,
      };
    });
  },

  why: "A lifetime that was multiplied by 1000 makes a signature of months, good for whoever finds it. Zoom documents 48 hours as the most; its newer texts call that advice.",
  sources: [
    {
      url: "https://github.com/zoom/meetingsdk-auth-endpoint-sample",
      says: "The sample takes 1800 to 172800 seconds.",
      read: "2026-11-24",
    },
  ],

  examples: {
    failing: [
      {
        name: "two hours in milliseconds",
        files: {
          "sign.js": `const KJUR_LIKE = require("jws");
const iat = Math.floor(Date.now() / 1000);
const claims = { sdkKey: key, mn, role: 0, iat, exp: iat + 60 * 60 * 2 * 1000 };
module.exports = KJUR_LIKE.sign({ header: { alg: "HS256", typ: "JWT" }, payload: claims, secret });
`,
        },
        findings: [
          {
            certainty: "likely",
            file: "sign.js",
            line: 3,
            column: 54,
            message: "`exp` gives the signature 7200000 seconds, which are 83 days",
            help: "This looks like milliseconds. In seconds it is `7200`.",
          },
        ],
      },
      {
        name: "a month",
        files: {
          "sign.js": `const jwt = require("jsonwebtoken");
module.exports = jwt.sign({ appKey: zoomKey, mn, role: 0 }, secret, { expiresIn: "30d" });
`,
        },
        findings: [
          {
            certainty: "likely",
            file: "sign.js",
            line: 2,
            column: 82,
            message: "`expiresIn` gives the signature 2592000 seconds, which are 30 days",
            help: "Zoom allows 172800 seconds, 48 hours; 7200 are usual.",
          },
        ],
      },
    ],
    passing: [
      {
        name: "48 hours",
        files: {
          "sign.js": `const jwt = require("jsonwebtoken");
const iat = Math.floor(Date.now() / 1000);
module.exports = jwt.sign({ appKey: zoomKey, mn, role: 0, iat, exp: iat + 172800 }, secret);
`,
        },
      },
    ],
  },
};
