import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";
import { span } from "../words.ts";

export const iatBackdatedHours: Rule = defineRule({
  id: "iat-backdated-hours",
  title: "`iat` was put back by hours",
  cause: "exp-range",
  stage: "lifetime",
  needs: ["times", "clock"],

  check({ times, clock }) {
    const age = clock.zoomNow - times.iat;
    const left = times.exp - clock.zoomNow;
    // Any two-hour signature is like this shortly before its end, but its lifetime is a round number.
    const round = (times.exp - times.iat) % 30 === 0;
    if (round || Math.abs(age - 7200) > 60 || left < 0 || left > 60) return undefined;
    return {
      certainty: "possible",
      at: "payload.iat",
      message: `\`iat\` lies ${span(age)} back and the signature ends in ${span(left)}, as if \`iat\` had been put back to keep its life short`,
      help: `Put \`iat\` back by half a minute and let it live longer: \`iat: ${Math.floor(clock.zoomNow) - 30}\`, \`exp: ${Math.floor(clock.zoomNow) + 7170}\`. Joining takes a while, and this one may end on the way.`,
    };
  },

  why: "Counting the lifetime from an `iat` hours ago is a trick that a widely copied text gave, to have a signature that ends at once. Zoom has taken the advice back.",
  sources: [source("https://github.com/zoom/skills", "iat is not to be put far into the past.")],

  examples: {
    failing: [
      {
        name: "Two hours back, ten seconds left",
        payload: { iat: 1_763_942_400, exp: 1_763_949_610, tokenExp: 1_763_949_610 },
        finding: {
          certainty: "possible",
          at: "payload.iat",
          message:
            "`iat` lies 2 hours back and the signature ends in 10 seconds, as if `iat` had been put back to keep its life short",
          help: "Put `iat` back by half a minute and let it live longer: `iat: 1763949570`, `exp: 1763956770`. Joining takes a while, and this one may end on the way.",
        },
      },
    ],
    passing: [
      {
        name: "Signed an hour and a half ago",
        payload: { iat: 1_763_944_200, exp: 1_763_951_400, tokenExp: 1_763_951_400 },
      },
    ],
  },
});
