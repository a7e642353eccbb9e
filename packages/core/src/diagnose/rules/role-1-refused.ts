import { fromUtf8 } from "../../token/platform.ts";
import { decodeLoosely } from "../facts/loose-base64.ts";
import { legacyFields } from "../facts/shape.ts";
import { attempt } from "../plain.ts";
import { defineRule, type Rule } from "../rule.ts";
import { forum, source } from "../sources.ts";

const HELP =
  "Join with role 0, or start the meeting as its host: role 1 together with the `zak` of the host or an alternative host, which Zoom's API gives out to that user's own app.";

export const role1Refused: Rule = defineRule({
  id: "role-1-refused",
  title: "Role 0 works and role 1 does not",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["form", "works"],

  check({ form, works }) {
    const failing = asked(form.token);
    const working = asked(works.trim());
    if (failing?.role !== "1" || working?.role !== "0" || failing.key !== working.key) return undefined;
    return {
      certainty: "likely",
      at: "payload.role",
      message: "with role 0 the same app's signature works, and with role 1 it does not",
      help: HELP,
    };
  },

  why: "Role 1 starts a meeting as its host. Zoom lets only the host do that, proven by a ZAK, or a user of the account that the app belongs to.",
  sources: [
    forum("9045", "Role 1 fails for a meeting of another user; role 0 works."),
    source("https://github.com/zoom/skills", "Role 1 comes with the host's ZAK."),
  ],

  examples: {
    failing: [
      {
        name: "The participant gets in, the host does not",
        payload: { role: 1 },
        evidence: {
          works:
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhcHBLZXkiOiJmaXh0dXJlS2V5XzAxMjM0NTY3ODlBIiwic2RrS2V5IjoiZml4dHVyZUtleV8wMTIzNDU2Nzg5QSIsIm1uIjoiODcyNzA2OTU1MjgiLCJyb2xlIjowLCJpYXQiOjE3NjM5NDk1MDAsImV4cCI6MTc2Mzk1Njc3MCwidG9rZW5FeHAiOjE3NjM5NTY3NzB9.gzVAArFrMzwmNsndlUK9LLHBtfMPUvPMPlBTfxUENfs",
        },
        finding: {
          certainty: "likely",
          at: "payload.role",
          message: "with role 0 the same app's signature works, and with role 1 it does not",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "Role 0 both times",
        evidence: {
          works:
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhcHBLZXkiOiJmaXh0dXJlS2V5XzAxMjM0NTY3ODlBIiwic2RrS2V5IjoiZml4dHVyZUtleV8wMTIzNDU2Nzg5QSIsIm1uIjoiODcyNzA2OTU1MjgiLCJyb2xlIjowLCJpYXQiOjE3NjM5NDk1MDAsImV4cCI6MTc2Mzk1Njc3MCwidG9rZW5FeHAiOjE3NjM5NTY3NzB9.gzVAArFrMzwmNsndlUK9LLHBtfMPUvPMPlBTfxUENfs",
        },
      },
    ],
  },
});

/** Which app's signature it is and what role it asks for, in either format. */
function asked(token: string): { readonly key: unknown; readonly role: string } | undefined {
  const legacy = legacyFields(token);
  if (legacy) return { key: legacy.key, role: legacy.role };
  return attempt(() => {
    const bytes = decodeLoosely(token.split(".")[1] ?? "");
    const text = bytes && fromUtf8(bytes);
    if (text === undefined) return undefined;
    const { appKey, sdkKey, role } = JSON.parse(text) as { [name: string]: unknown };
    return { key: appKey ?? sdkKey, role: String(role) };
  });
}
