import { wantsSdkKeyInJoin } from "@countersign/core/diagnose";
import { property } from "../code/node.ts";
import { agreed } from "../project/sdks.ts";
import { type LintRule, placeOf } from "../rule.ts";

const HELP = "Leave it out: the key stands in the signature, as `appKey` and `sdkKey`.";
const message = (version: string) =>
  `\`join()\` gets an \`sdkKey\`, which ${version} passes over with a warning`;

export const sdkKeyLeftInJoin: LintRule = {
  id: "sdk-key-left-in-join",
  title: "An SDK from 4.0.0 on gets an sdkKey",

  check({ joinCalls, sdks }) {
    const answers = agreed(sdks, wantsSdkKeyInJoin);
    if (answers !== false) return [];
    return joinCalls.flatMap(({ module, options }) => {
      const node = property(options, "sdkKey");
      if (node === undefined) return [];
      return {
        certainty: "proven",
        ...placeOf(module, node),
        message: message(sdks[0]?.version ?? "this version"),
        help: HELP,
      };
    });
  },

  why: "It does no harm, but whoever believes that this key decides looks in the wrong place when the one in the signature is another app's.",
  sources: [
    {
      url: "https://www.npmjs.com/package/@zoom/meetingsdk/v/4.0.0",
      says: "The types call the parameter deprecated; run with it, the SDK warns and goes on.",
      read: "2026-11-24",
    },
  ],

  examples: {
    failing: [
      {
        name: "6.2.0 of a pnpm lock file",
        files: {
          "pnpm-lock.yaml": `lockfileVersion: '9.0'

packages:

  '@zoom/meetingsdk@6.2.0':
    resolution: {integrity: sha512-AAAA}
`,
          "join.tsx": `const client = ZoomMtgEmbedded.createClient();
client.join({ sdkKey: key, signature, meetingNumber, userName, password });
`,
        },
        findings: [
          {
            certainty: "proven",
            file: "join.tsx",
            line: 2,
            column: 15,
            message: message("6.2.0"),
            help: HELP,
          },
        ],
      },
    ],
    passing: [
      {
        name: "without it, and where the version needs it",
        files: {
          "yarn.lock": `"@zoom/meetingsdk@^6.0.0":
  version "6.2.0"
`,
          "join.js": `ZoomMtg.join({ signature, meetingNumber, userName, passWord });\n`,
        },
      },
      {
        name: "3.13.2 from the CDN",
        also: ["sdk-older-than-advised"],
        files: {
          "index.html": `<script src="https://source.zoom.us/3.13.2/lib/vendor/react.min.js"></script>
<script src="https://source.zoom.us/zoom-meeting-3.13.2.min.js"></script>
<script>ZoomMtg.join({ sdkKey, signature, meetingNumber, userName, passWord });</script>
`,
        },
      },
    ],
  },
};
