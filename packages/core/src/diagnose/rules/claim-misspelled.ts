import { defineRule, type Rule } from "../rule.ts";
import { forum, zoomAuth } from "../sources.ts";
import { code, list } from "../words.ts";

export const claimMisspelled: Rule = defineRule({
  id: "claim-misspelled",
  title: "A claim has another name",
  cause: "claims",
  stage: "claims",
  needs: ["misspelled"],

  check({ misspelled }) {
    const [first] = misspelled;
    if (!first) return undefined;
    const pairs = misspelled.slice(0, 4);
    return {
      certainty: "proven",
      at: `payload.${first.wrong.slice(0, 40)}`,
      message: `${list(pairs.map(({ wrong }) => code(wrong)))} ${misspelled.length > 1 ? "are no claims" : "is no claim"} that Zoom reads`,
      help: `Rename: ${pairs.map(({ wrong, right }) => `${code(wrong)} to ${code(right)}`).join(", ")}. The names are read to the letter.`,
    };
  },

  why: "The claims of a signature have short names of their own, which are not those of the join call: `mn` there is `meetingNumber` here.",
  sources: [
    zoomAuth("The names of the claims."),
    forum("98154", "A signature with `meetingNumber` in place of `mn`."),
  ],

  examples: {
    failing: [
      {
        name: "The join call's name",
        payload: { mn: undefined, meetingNumber: "87270695528" },
        finding: {
          certainty: "proven",
          at: "payload.meetingNumber",
          message: "`meetingNumber` is no claim that Zoom reads",
          help: "Rename: `meetingNumber` to `mn`. The names are read to the letter.",
        },
      },
      {
        name: "Python's way of naming",
        payload: {
          appKey: undefined,
          sdkKey: undefined,
          app_key: "fixtureKey_0123456789A",
          tokenExp: undefined,
          token_exp: 1_763_956_770,
        },
        finding: {
          certainty: "proven",
          at: "payload.app_key",
          message: "`app_key` and `token_exp` are no claims that Zoom reads",
          help: "Rename: `app_key` to `appKey`, `token_exp` to `tokenExp`. The names are read to the letter.",
        },
      },
    ],
    passing: [{ name: "Zoom's names, and one of your own", payload: { meeting_title: "weekly" } }],
  },
});
