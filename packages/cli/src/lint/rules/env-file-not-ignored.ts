import { firstOfEach, type LintRule } from "../rule.ts";
import { looksLikeSecret, namesZoomSecret } from "../words.ts";

const HELP =
  "Add `.env*` to `.gitignore`. If it was committed already, have Zoom make a new secret: the history keeps the old one.";
const message = (name: string) => `\`${name}\` stands in a file that no \`.gitignore\` here leaves out`;

export const envFileNotIgnored: LintRule = {
  id: "env-file-not-ignored",
  title: "git takes the file with the secret",

  check({ variables, isIgnored }) {
    const exposed = variables.filter(
      ({ file, name, value }) =>
        namesZoomSecret(name) &&
        looksLikeSecret(value) &&
        !IS_SAMPLE.test(file.path) &&
        isIgnored(file.path) === false,
    );
    return firstOfEach(exposed, ({ file }) => file.path).map(({ file, name, at }) => ({
      certainty: "likely",
      file,
      at,
      message: message(name),
      help: HELP,
    }));
  },

  why: "One `git add .` publishes the secret to everybody who may read the repository, and to its history for good.",
  sources: [
    {
      url: "https://git-scm.com/docs/gitignore",
      says: "Which patterns leave a file out.",
      read: "2026-11-24",
    },
  ],

  examples: {
    failing: [
      {
        name: "a .gitignore that forgets it",
        files: {
          ".gitignore": "node_modules/\n.env.production\n",
          ".env": "ZOOM_MEETING_SDK_KEY=abc\nZOOM_MEETING_SDK_SECRET=n0tAr34lS3cr3tOfAnybody000000003\n",
        },
        findings: [
          {
            certainty: "likely",
            file: ".env",
            line: 2,
            column: 1,
            message: message("ZOOM_MEETING_SDK_SECRET"),
            help: HELP,
          },
        ],
      },
      {
        name: "one that takes it back",
        files: {
          ".gitignore": ".env*\n!server/.env.local\n",
          "server/.env.local": "ZOOM_SDK_SECRET='n0tAr34lS3cr3tOfAnybody000000004' # mine\n",
        },
        findings: [
          {
            certainty: "likely",
            file: "server/.env.local",
            line: 1,
            column: 1,
            message: message("ZOOM_SDK_SECRET"),
            help: HELP,
          },
        ],
      },
    ],
    passing: [
      {
        name: "left out, by any of these ways",
        files: {
          ".gitignore": "/.env\n*.local\nsecret/\n**/deploy/.env.*\n",
          ".env": "ZOOM_MEETING_SDK_SECRET=n0tAr34lS3cr3tOfAnybody000000005\n",
          "a/.env.local": "ZOOM_MEETING_SDK_SECRET=n0tAr34lS3cr3tOfAnybody000000005\n",
          "secret/.env": "ZOOM_MEETING_SDK_SECRET=n0tAr34lS3cr3tOfAnybody000000005\n",
          "b/deploy/.env.live": "ZOOM_MEETING_SDK_SECRET=n0tAr34lS3cr3tOfAnybody000000005\n",
        },
      },
      {
        name: "a sample, and one without a secret in it",
        files: {
          ".gitignore": "node_modules\n",
          ".env.example": "ZOOM_MEETING_SDK_SECRET=n0tAr34lS3cr3tOfAnybody000000006\n",
          ".env":
            "ZOOM_MEETING_SDK_SECRET=your-secret-here\nDATABASE_SECRET=n0tAr34lS3cr3tOfAnybody000000006\n",
        },
      },
      {
        name: "no .gitignore: perhaps no git",
        files: { ".env": "ZOOM_MEETING_SDK_SECRET=n0tAr34lS3cr3tOfAnybody000000007\n" },
      },
    ],
  },
};

const IS_SAMPLE = /example|sample|template|dist|default|test/i;
