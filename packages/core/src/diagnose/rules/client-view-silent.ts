import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";

const HELP =
  "In this order: read the console, where it says what it does not call back. Call `join` inside the `success` of `init`. See that the files under `setZoomJSLib` load, from an absolute address. Look whether Zoom's own page waits for the person: preview, passcode, registration, sign-in, waiting room. See that `wss://*.zoom.us` is not blocked. A watchdog in the page should say that it takes long, not that it failed.";

export const clientViewSilent: Rule = defineRule({
  id: "client-view-silent",
  title: "Client view never answers",
  cause: "join-call",
  stage: "client",
  needs: ["unexplained", "silence"],
  reports: 3,

  check({ silence }) {
    if (silence !== "client-view") return undefined;
    return {
      certainty: "possible",
      at: "error.hungSeconds",
      message: "nothing came back for a right signature, which is how client view takes many a mistake",
      help: HELP,
    };
  },

  why: "Client view has no call back for a join before `init`, for missing files, for what it asks the person itself, and for everything that fails after Zoom's first answer.",
  sources: [
    observed(
      "no call back for join without init, for missing library files, for a wrong passcode, for registration, and for refusals of the media server.",
    ),
  ],

  examples: {
    failing: [
      {
        name: 'A minute of "Joining Meeting"',
        evidence: { client: { view: "client" }, error: { hungSeconds: 60 } },
        finding: {
          certainty: "possible",
          at: "error.hungSeconds",
          message: "nothing came back for a right signature, which is how client view takes many a mistake",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "An answer",
        evidence: {
          meeting: { id: 87270695528 },
          clockOffset: 0,
          app: { features: { embed: { meeting_sdk: { enable: true } } } },
        },
      },
    ],
  },
});
