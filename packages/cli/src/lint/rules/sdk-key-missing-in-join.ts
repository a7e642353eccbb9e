import { wantsSdkKeyInJoin } from "@countersign/core/diagnose";
import { hasSpread, propertyNames } from "../code/node.ts";
import { agreed } from "../project/sdks.ts";
import { type LintRule, placeOf } from "../rule.ts";

const HELP =
  "Give the app's client id as `sdkKey`, or use 4.0.0 or later, which reads it out of the signature.";
const message = (version: string) => `\`join()\` gets no \`sdkKey\`, and ${version} joins with none`;

export const sdkKeyMissingInJoin: LintRule = {
  id: "sdk-key-missing-in-join",
  title: "An SDK before 4.0.0 gets no sdkKey",

  check({ joinCalls, sdks }) {
    if (agreed(sdks, wantsSdkKeyInJoin) !== true) return [];
    return joinCalls.flatMap(({ module, options, call }) => {
      const names = propertyNames(options);
      // Up to 2.6.x `apiKey` served as well, and a spread may hold either.
      if (names.includes("sdkKey") || names.includes("apiKey") || hasSpread(options)) return [];
      return {
        certainty: "proven",
        ...placeOf(module, call),
        message: message(sdks[0]?.version ?? "this version"),
        help: HELP,
      };
    });
  },

  why: "Up to 3.x the web SDK takes the key from the options of `join()` and not from the signature. Without it client view answers 4003, and component view says that `sdkKey` cannot be empty.",
  sources: [
    {
      url: "https://www.npmjs.com/package/@zoom/meetingsdk/v/3.13.1",
      says: "Measured with 3.13.1: both views refuse a join without `sdkKey`.",
      read: "2026-11-24",
    },
  ],

  examples: {
    failing: [
      {
        name: "3.13.1 of the lock file",
        also: ["sdk-older-than-advised"],
        files: {
          "package-lock.json": `{
  "lockfileVersion": 3,
  "packages": {
    "node_modules/@zoom/meetingsdk": {
      "version": "3.13.1"
    }
  }
}
`,
          "join.js": `ZoomMtg.join({ signature, meetingNumber, userName, passWord });\n`,
        },
        findings: [
          {
            certainty: "proven",
            file: "join.js",
            line: 1,
            column: 1,
            message: message("3.13.1"),
            help: HELP,
          },
        ],
      },
    ],
    passing: [
      {
        name: "with it, or with what may hold it",
        also: ["sdk-older-than-advised"],
        files: {
          "package.json": `{ "dependencies": { "@zoom/meetingsdk": "^3.1.0" } }\n`,
          "join.js": `ZoomMtg.join({ signature, sdkKey, meetingNumber, userName, passWord });
ZoomMtg.join({ signature, ...rest });
`,
        },
      },
      {
        name: "6.2.0 needs none, and of an unknown version nothing is said",
        also: ["sdk-older-than-advised"],
        files: {
          "a/package.json": `{ "dependencies": { "@zoom/meetingsdk": "6.2.0" } }\n`,
          "b/package.json": `{ "dependencies": { "@zoom/meetingsdk": "3.13.2" } }\n`,
          "join.js": `ZoomMtg.join({ signature, meetingNumber, userName, passWord });\n`,
        },
      },
    ],
  },
};
