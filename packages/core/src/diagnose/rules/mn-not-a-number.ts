import { defineRule, type Rule } from "../rule.ts";
import { source, zoomAuth } from "../sources.ts";
import { code } from "../words.ts";

const HELP = "Sign the 9 to 11 digits of the meeting number, `id` in Zoom's API.";

export const mnNotANumber: Rule = defineRule({
  id: "mn-not-a-number",
  title: "`mn` is no meeting number",
  cause: "claims",
  stage: "claims",
  needs: ["mn"],

  check({ mn }) {
    const at = "payload.mn";
    switch (mn.is) {
      case "link":
        return {
          certainty: "proven",
          at,
          message: "`mn` is an address and no meeting number",
          help: mn.digits ? `Take the number out of it: \`mn: "${mn.digits}"\`.` : HELP,
        };
      case "uuid":
        return {
          certainty: "proven",
          at,
          message: "`mn` is a meeting's UUID, which names one past occurrence",
          help: HELP,
        };
      case "name":
        return {
          certainty: "proven",
          at,
          message: "`mn` holds letters or signs, and a meeting number is digits",
          help: HELP,
        };
      case "empty":
        return { certainty: "proven", at, message: "`mn` is empty", help: HELP };
      case "other":
        return {
          certainty: "proven",
          at,
          message: `\`mn\` is ${code(mn.value)}, and a meeting number is 9 to 11 digits`,
          help: HELP,
        };
      default:
        return undefined;
    }
  },

  why: "An invite link, a personal link's name and a UUID name meetings too, elsewhere. The signature wants the number.",
  sources: [
    zoomAuth("mn is the meeting or webinar number."),
    source(
      "https://github.com/aws-samples/amazon-transcribe-live-meeting-assistant/blob/da7cc87b/docs/zoom-meeting-sdk.md",
      "Error 3707 where a join address was passed in place of the number.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "The invite link",
        payload: { mn: "https://zoom.us/j/87270695528?pwd=abc" },
        finding: {
          certainty: "proven",
          at: "payload.mn",
          message: "`mn` is an address and no meeting number",
          help: 'Take the number out of it: `mn: "87270695528"`.',
        },
      },
      {
        name: "Text made into a number",
        payload: { mn: Number.NaN },
        finding: {
          certainty: "proven",
          at: "payload.mn",
          message: "`mn` is `null`, and a meeting number is 9 to 11 digits",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "The number" }],
  },
});
