import { defineRule, type Rule } from "../rule.ts";
import { zoomAuth } from "../sources.ts";

export const iatMissing: Rule = defineRule({
  id: "iat-missing",
  title: "`iat` is missing",
  cause: "claims",
  stage: "claims",
  needs: ["timeClaims", "clock"],

  check({ timeClaims, clock }) {
    if (timeClaims.iat.is !== "missing") return undefined;
    return {
      certainty: "proven",
      at: "payload.iat",
      message: "the payload has no `iat`, the time of signing",
      help: `Add it, half a minute back for clocks that differ: \`iat: ${Math.floor(clock.zoomNow) - 30}\`.`,
    };
  },

  why: "Zoom counts the shortest and the longest lifetime of a signature from `iat`. Some JWT libraries only write it when told to.",
  sources: [zoomAuth("iat is required, on the web and natively.")],

  examples: {
    failing: [
      {
        name: "Turned off in a library",
        payload: { iat: undefined },
        finding: {
          certainty: "proven",
          at: "payload.iat",
          message: "the payload has no `iat`, the time of signing",
          help: "Add it, half a minute back for clocks that differ: `iat: 1763949570`.",
        },
      },
    ],
    passing: [{ name: "With `iat`" }],
  },
});
