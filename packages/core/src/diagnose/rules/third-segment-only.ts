import { defineRule, type Rule } from "../rule.ts";
import { forum } from "../sources.ts";

const HELP =
  "Return all three parts: `header.payload.mac`. A JWT library's `sign()` does; code that only computes the HMAC does not.";

export const thirdSegmentOnly: Rule = defineRule({
  id: "third-segment-only",
  title: "Only the HMAC was passed",
  cause: "encoding",
  stage: "form",
  needs: ["shape"],

  check({ shape }) {
    if (shape.is !== "mac-only") return undefined;
    const written = shape.encoding === "hex" ? "64 hexadecimal digits" : `32 bytes in ${shape.encoding}`;
    return {
      certainty: "proven",
      at: "signature",
      message: `this is ${written}, an HMAC-SHA256 and so only the third part of a signature`,
      help: HELP,
    };
  },

  why: "The HMAC proves header and payload, and says nothing without them: Zoom reads the key, the number and the times from the payload.",
  sources: [
    forum("98154", "A function returned the base64 of the HMAC and not the three parts."),
    forum("85908", "One part of the three came back from the server."),
  ],

  examples: {
    failing: [
      {
        name: "The third part",
        pass: (token) => token.slice(token.lastIndexOf(".") + 1),
        finding: {
          certainty: "proven",
          at: "signature",
          message: "this is 32 bytes in base64url, an HMAC-SHA256 and so only the third part of a signature",
          help: HELP,
        },
      },
      {
        name: "A webhook's hash",
        pass: () => "0123456789abcdef".repeat(4),
        finding: {
          certainty: "proven",
          at: "signature",
          message: "this is 64 hexadecimal digits, an HMAC-SHA256 and so only the third part of a signature",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "All three parts" }],
  },
});
