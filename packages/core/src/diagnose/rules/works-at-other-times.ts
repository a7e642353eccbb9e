import { defineRule, type Rule } from "../rule.ts";
import { forum } from "../sources.ts";

const HELP =
  "Set the signing server's clock by NTP and put `iat` back by 30 to 60 seconds, more if it goes on: `iat: Math.floor(Date.now() / 1000) - 60`. Keep the lifetime well above 1800 seconds, counted from there.";

export const worksAtOtherTimes: Rule = defineRule({
  id: "works-at-other-times",
  title: "The very same signature is accepted at another time",
  cause: "clock-skew",
  stage: "clock",
  needs: ["form", "works"],
  uses: ["issuedAt", "expiry", "clock"],

  check({ form, works, issuedAt, expiry, clock }) {
    if (form.token === "" || form.token !== works.trim()) return undefined;
    // Measured against a clock, it is told more exactly.
    if (clock && issuedAt !== undefined && issuedAt > clock.zoomNow) return undefined;
    if (clock && expiry !== undefined && expiry <= clock.zoomNow) return undefined;
    return {
      certainty: "likely",
      at: "payload.iat",
      message:
        "the signature that is refused and the one that works are the same, so it is the time that makes the difference",
      help: HELP,
    };
  },

  why: "Nothing in a signature changes by waiting, but Zoom takes one whose `iat` has not come yet for invalid. Some seconds later the same one is good.",
  sources: [
    forum("77667", "The same signature works some seconds later."),
    forum("77167", "Sending the same request again helps."),
    forum("24866", "Refused now and then, and accepted on a second click."),
  ],

  examples: {
    failing: [
      {
        name: "Refused on the first click, accepted on the second",
        evidence: {
          works:
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhcHBLZXkiOiJmaXh0dXJlS2V5XzAxMjM0NTY3ODlBIiwic2RrS2V5IjoiZml4dHVyZUtleV8wMTIzNDU2Nzg5QSIsIm1uIjoiODcyNzA2OTU1MjgiLCJyb2xlIjowLCJpYXQiOjE3NjM5NDk1NzAsImV4cCI6MTc2Mzk1Njc3MCwidG9rZW5FeHAiOjE3NjM5NTY3NzB9.3Z59yiw9Feojp-Y1WF5c-ruSoYpcg-u3z-xJVBX7qk4",
        },
        finding: {
          certainty: "likely",
          at: "payload.iat",
          message:
            "the signature that is refused and the one that works are the same, so it is the time that makes the difference",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "Another one works", evidence: { works: "eyJhbGciOiJIUzI1NiJ9.e30.AAAA" } }],
  },
});
