import { fromUtf8 } from "../../token/platform.ts";
import { decodeLoosely } from "../facts/loose-base64.ts";
import { readNumber } from "../facts/numbers.ts";
import { attempt } from "../plain.ts";
import { defineRule, type Rule } from "../rule.ts";
import { forum, source } from "../sources.ts";

const HELP =
  "See whose account hosts the meeting that is refused. For other accounts' meetings Zoom has to review the app (published, or by private link), the production credentials have to sign, and the `zak` or `obfToken` of a user goes into the join call.";

export const worksForAnotherMeeting: Rule = defineRule({
  id: "works-for-another-meeting",
  title: "The app's signatures work for one meeting and not for another",
  cause: "app-configuration",
  stage: "app",
  needs: ["claims", "mn", "works", "symptoms"],

  check({ claims, mn, works, symptoms }) {
    const asked = ["invalid-signature", "generic", "external-app"] as const;
    if (mn.is !== "digits" || !asked.some((symptom) => symptoms.includes(symptom))) return undefined;
    const other = claimsOf(works);
    const number = other && readNumber(other.mn);
    if (number?.is !== "digits" || number.digits === mn.digits) return undefined;
    if (keyOf(claims) === undefined || keyOf(claims) !== keyOf(other)) return undefined;
    return {
      certainty: "likely",
      at: "payload.mn",
      message:
        "the same app's signature works for another meeting, so it is this meeting that makes the difference, as one of another account does",
      help: HELP,
    };
  },

  why: "An app that Zoom has not reviewed joins the meetings of its own account only. In others Zoom has answered that the signature is invalid, although it is not.",
  sources: [
    forum("106016", "The signature is invalid in meetings of other accounts only."),
    source(
      "https://developers.zoom.us/docs/meeting-sdk/get-credentials/",
      "Meetings of other accounts need a reviewed app.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "Works in the own account's meetings",
        evidence: {
          works:
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhcHBLZXkiOiJmaXh0dXJlS2V5XzAxMjM0NTY3ODlBIiwic2RrS2V5IjoiZml4dHVyZUtleV8wMTIzNDU2Nzg5QSIsIm1uIjoiODQxMjM0NTY3ODkiLCJyb2xlIjowLCJpYXQiOjE3NjM5NDk1NzAsImV4cCI6MTc2Mzk1Njc3MCwidG9rZW5FeHAiOjE3NjM5NTY3NzB9.EeCfyZ2wjxaGFQE2Y_VBU_8ILO6nz3raMk69BFJiCGg",
          error: { code: 3712, message: "Signature is invalid." },
        },
        finding: {
          certainty: "likely",
          at: "payload.mn",
          message:
            "the same app's signature works for another meeting, so it is this meeting that makes the difference, as one of another account does",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "No error",
        evidence: {
          works:
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhcHBLZXkiOiJmaXh0dXJlS2V5XzAxMjM0NTY3ODlBIiwic2RrS2V5IjoiZml4dHVyZUtleV8wMTIzNDU2Nzg5QSIsIm1uIjoiODQxMjM0NTY3ODkiLCJyb2xlIjowLCJpYXQiOjE3NjM5NDk1NzAsImV4cCI6MTc2Mzk1Njc3MCwidG9rZW5FeHAiOjE3NjM5NTY3NzB9.EeCfyZ2wjxaGFQE2Y_VBU_8ILO6nz3raMk69BFJiCGg",
        },
      },
    ],
  },
});

interface SomeClaims {
  readonly [name: string]: unknown;
}

function claimsOf(token: string): SomeClaims | undefined {
  return attempt(() => {
    const bytes = decodeLoosely(token.trim().split(".")[1] ?? "");
    const text = bytes && fromUtf8(bytes);
    return text === undefined ? undefined : (JSON.parse(text) as SomeClaims);
  });
}

function keyOf(claims: SomeClaims | undefined): unknown {
  return claims?.appKey ?? claims?.sdkKey;
}
