import { ADVISED_WEB_SDK, isBelowAdvised, parseVersion } from "@countersign/core/diagnose";
import { firstOfEach, type LintRule } from "../rule.ts";

const HELP = `Zoom asks for ${ADVISED_WEB_SDK} or later, because of changes in Chrome's WebRTC. What changes for a join on the way stands in \`docs/lint.md\`.`;
const message = (version: string) =>
  `Meeting SDK ${version} is older than ${ADVISED_WEB_SDK}, which Zoom asks for at least`;

export const sdkOlderThanAdvised: LintRule = {
  id: "sdk-older-than-advised",
  title: "The web SDK is older than Zoom asks for",

  check({ sdks }) {
    const major = parseVersion(ADVISED_WEB_SDK)?.[0] ?? 0;
    const old = sdks.filter(
      ({ version, exact }) =>
        isBelowAdvised(version) === true && (exact || (parseVersion(version)?.[0] ?? major) < major),
    );
    return firstOfEach(old, ({ version, from }) => `${version} ${from}`).map(({ version, file, line }) => ({
      certainty: "possible",
      file,
      at: { line },
      message: message(version),
      help: HELP,
    }));
  },

  why: "Old versions stop working as browsers and Zoom's servers move on, with errors that do not say so. Whether this one still joins, only Zoom can tell.",
  sources: [
    {
      url: "https://github.com/zoom/meetingsdk-web",
      says: "The README asks for 5.1.4 or later.",
      read: "2026-11-24",
    },
  ],

  examples: {
    failing: [
      {
        name: "from the CDN",
        files: {
          "index.html": `<!-- <script src="https://source.zoom.us/2.0.0/lib/vendor/react.min.js"></script> -->\n<script src="https://source.zoom.us/4.0.0/zoom-meeting-embedded-4.0.0.min.js"></script>\n`,
        },
        findings: [
          {
            certainty: "possible",
            file: "index.html",
            line: 2,
            column: 1,
            message: message("4.0.0"),
            help: HELP,
          },
        ],
      },
      {
        name: "a range that ends before it",
        files: { "package.json": `{\n  "dependencies": { "@zoom/meetingsdk": "^3.1.0" }\n}\n` },
        findings: [
          {
            certainty: "possible",
            file: "package.json",
            line: 2,
            column: 1,
            message: message("3.1.0"),
            help: HELP,
          },
        ],
      },
      {
        name: "yarn's lock file, in the form of today",
        files: {
          "package.json": `{ "dependencies": { "@zoom/meetingsdk": "^5.0.0" } }\n`,
          "yarn.lock": `"@zoom/meetingsdk@npm:^5.0.0":\n  version: 5.0.4\n  resolution: "@zoom/meetingsdk@npm:5.0.4"\n`,
        },
        findings: [
          {
            certainty: "possible",
            file: "yarn.lock",
            line: 1,
            column: 1,
            message: message("5.0.4"),
            help: HELP,
          },
        ],
      },
    ],
    passing: [
      {
        name: "this version, a later one, and a range that reaches it",
        files: {
          "a/package-lock.json": `{ "packages": { "node_modules/@zoom/meetingsdk": { "version": "5.1.4" } } }\n`,
          "b/pnpm-lock.yaml": `packages:\n\n  /@zoom/meetingsdk@6.2.0(react@18.2.0):\n    dev: false\n`,
        },
      },
      {
        name: "a range that reaches it, and the Video SDK",
        files: {
          "package.json": `{ "dependencies": { "@zoom/meetingsdk": "^5.0.0", "@zoom/videosdk": "1.8.0" } }\n`,
          "index.html": `<script src="https://source.zoom.us/videosdk/zoom-video-1.8.0.min.js"></script>\n`,
        },
      },
    ],
  },
};
