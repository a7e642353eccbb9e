import { isMilliseconds, timeOf } from "../code/time.ts";
import { type LintRule, placeOf } from "../rule.ts";

export const claimInMilliseconds: LintRule = {
  id: "claim-in-milliseconds",
  title: "A time of the signature is in milliseconds",

  check({ signings }) {
    return signings.flatMap(({ module, claim }) => {
      const wrong = ["iat", "exp", "tokenExp"].filter((name) => {
        const time = timeOf(claim(name), module);
        return time !== undefined && isMilliseconds(time);
      });
      const [first] = wrong;
      const value = first === undefined ? undefined : claim(first);
      if (value === undefined) return [];
      return {
        certainty: "proven",
        ...placeOf(module, value),
        message: `${wrong.map((name) => `\`${name}\``).join(", ")}: the time now is taken in milliseconds, and nothing divides it by 1000`,
        help: "Take the time in seconds: `Math.floor(Date.now() / 1000)`. What is added to it is in seconds too: two hours are `7200`.",
      };
    });
  },

  why: "JWT times are whole seconds since 1970. `Date.now()` and `getTime()` count milliseconds, a thousand times as many, so the signature seems to be issued thousands of years from now.",
  sources: [
    {
      url: "https://www.rfc-editor.org/rfc/rfc7519#section-2",
      says: "A NumericDate is a number of seconds.",
      read: "2026-11-24",
    },
  ],

  examples: {
    failing: [
      {
        name: "Date.now() as it is",
        files: {
          "sign.js": `import jwt from "jsonwebtoken";

export function sign(mn, role) {
  const iat = Date.now();
  const claims = { appKey: process.env.ZOOM_KEY, mn, role, iat, exp: iat + ttl, tokenExp: iat + ttl };
  return jwt.sign(claims, process.env.ZOOM_SECRET);
}
`,
        },
        findings: [
          {
            certainty: "proven",
            file: "sign.js",
            line: 5,
            column: 60,
            message:
              "`iat`, `exp`, `tokenExp`: the time now is taken in milliseconds, and nothing divides it by 1000",
            help: "Take the time in seconds: `Math.floor(Date.now() / 1000)`. What is added to it is in seconds too: two hours are `7200`.",
          },
        ],
      },
      {
        name: "getTime() of a new Date, in TypeScript",
        files: {
          "sign.ts": `import { createHmac } from "node:crypto";
const now: Date = new Date();
const claims = { sdkKey: key, mn: number, role: 0, iat: Math.round(now.getTime() / 1000), exp: Math.round(now!.getTime()) as number };
export const mac = createHmac("sha256", secret).update(encoded(claims));
`,
        },
        findings: [
          {
            certainty: "proven",
            file: "sign.ts",
            line: 3,
            column: 96,
            message: "`exp`: the time now is taken in milliseconds, and nothing divides it by 1000",
            help: "Take the time in seconds: `Math.floor(Date.now() / 1000)`. What is added to it is in seconds too: two hours are `7200`.",
          },
        ],
      },
    ],
    passing: [
      {
        name: "divided, at once or by a function of the file",
        files: {
          "sign.js": `import jwt from "jsonwebtoken";
const seconds = () => Math.floor((new Date().getTime() - 30000) / 1000);
const iat = seconds();
const exp = Math.round(Date.now() / 1e3) + 7200;
export const token = jwt.sign({ appKey: zoomKey, mn, role: 0, iat, exp }, secret);
`,
        },
      },
      {
        name: "a function of another file, which may divide",
        files: {
          "sign.js": `import jwt from "jsonwebtoken";
import { toSeconds } from "./time.js";
export const token = jwt.sign({ appKey: zoomKey, mn, iat: toSeconds(Date.now()) }, secret);
`,
        },
      },
      {
        name: "milliseconds for something that is no signature of Zoom",
        files: {
          "log.js": `import jwt from "jsonwebtoken";
export const entry = { meetingNumber, exp: Date.now() };
export const session = jwt.sign({ user, exp: Date.now() }, secret);
`,
        },
      },
    ],
  },
};
