import { verify } from "@countersign/core";
import { createApp, memoryLimiter, type PolicyRule, policyFromList } from "@countersign/server";
import { describe, expect, test } from "vitest";
import { ROLES_ACCEPTED, ROLES_REFUSED } from "../bad-input/roles.ts";
import { written } from "../bad-input/row.ts";
import { CREDENTIALS, MEETING, NOW } from "../support.ts";
import { authenticatorsFor, carried, IDS } from "./callers.ts";

const OTHER = "999999999";
const SPELLINGS = [...ROLES_ACCEPTED.keys(), ...ROLES_REFUSED];
const callers = Object.values(IDS);

/** What each grant gives for role 0 and for role 1. */
const GRANTS: Readonly<
  Record<string, { readonly rule: PolicyRule; readonly answers: readonly [string, string] }>
> = {
  "somebody else's": {
    rule: { callers: ["key:other"], meetings: [MEETING], maxRole: 1 },
    answers: ["meeting-not-allowed", "meeting-not-allowed"],
  },
  participant: {
    rule: { callers, meetings: [MEETING], maxRole: 0 },
    answers: ["signed 0", "role-not-allowed"],
  },
  host: { rule: { callers, meetings: [MEETING], maxRole: 1 }, answers: ["signed 0", "signed 1"] },
  "host of another meeting": {
    rule: { callers, meetings: [OTHER], maxRole: 1 },
    answers: ["meeting-not-allowed", "meeting-not-allowed"],
  },
  "native SDKs only": {
    rule: { callers, native: true },
    answers: ["meeting-not-allowed", "meeting-not-allowed"],
  },
};

test("there are 5 grants, at least 40 spellings and 4 ways of authenticating", () => {
  expect(Object.keys(GRANTS).length).toBe(5);
  expect(SPELLINGS.length).toBeGreaterThanOrEqual(40);
  expect(Object.keys(IDS).length).toBe(4);
});

describe.each(Object.entries(GRANTS))("the grant: %s", (_, { rule, answers }) => {
  test.each(Object.keys(IDS))("no spelling of a role is above it for: %s", async (credential) => {
    const audited: string[] = [];
    const app = createApp({
      credentials: CREDENTIALS,
      access: {
        authenticate: authenticatorsFor(credential, ["diagnose", "host:mint", "join:mint", "native:mint"]),
        policy: policyFromList([rule]),
      },
      state: {
        limiter: memoryLimiter(),
        audit: { append: async ({ action }) => void audited.push(action) },
      },
      now: () => NOW,
    });
    for (const spelling of SPELLINGS) {
      const { body } = written({ role: spelling });
      const asking = { method: "POST", path: "/v1/signature", body: String(body) };
      const { send, remoteAddress } = await carried(credential, asking);
      const response = await app(send, { remoteAddress });
      const json = await response.json();
      const verified = verify(json.signature ?? "", CREDENTIALS.sdkSecret, { now: NOW });
      const got = verified.ok
        ? [`signed ${verified.payload.role}`, verified.payload.mn, json.role]
        : [json.errors.map(({ code }: { code: string }) => code).join(), json.signature, json.role];
      const role = ROLES_ACCEPTED.get(spelling);
      const answer = role === undefined ? "role-invalid" : answers[role];
      const isSigned = answer.startsWith("signed");
      expect([spelling, ...got]).toEqual([
        spelling,
        answer,
        isSigned ? MEETING : undefined,
        isSigned ? role : undefined,
      ]);
    }
    expect(audited).toEqual(answers[1] === "signed 1" ? ["host-signature", "host-signature"] : []);
  });
});
