import { defineRule, type Rule } from "../rule.ts";
import { forum } from "../sources.ts";

const HELP =
  "Measure it: the `Date` header of any answer of `https://api.zoom.us` against the signing server's clock (`clockOffset`). If the same signature works some seconds later, this is the cause; set the clock by NTP and put `iat` back by 60 seconds.";

export const clockNotMeasured: Rule = defineRule({
  id: "clock-not-measured",
  title: "The clock was not compared with Zoom's",
  cause: "clock-skew",
  stage: "clock",
  needs: ["unexplained", "symptoms", "open"],
  reports: 8,

  check({ symptoms, open }) {
    if (!symptoms.includes("invalid-signature")) return undefined;
    if (!open.includes("clock")) return undefined;
    return {
      certainty: "possible",
      at: "error",
      message:
        "this machine's clock was not compared with Zoom's, and an `iat` ahead of Zoom's clock is an invalid signature",
      help: HELP,
    };
  },

  why: "Zoom refuses an `iat` that lies in its future with the same words as a wrong secret. Seconds are enough, and the token itself cannot show it.",
  sources: [
    forum("82045", "Moving iat back helped, once by 120 and once by 400 seconds."),
    forum("77667", "The same signature works on a second try."),
  ],

  examples: {
    failing: [
      {
        name: "Nothing measured",
        evidence: {
          app: { features: { embed: { meeting_sdk: { enable: true } } } },
          meeting: { id: 87270695528 },
          error: { code: 3712, message: "Signature is invalid." },
        },
        finding: {
          certainty: "possible",
          at: "error",
          message:
            "this machine's clock was not compared with Zoom's, and an `iat` ahead of Zoom's clock is an invalid signature",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
