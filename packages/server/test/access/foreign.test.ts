import { verify } from "@countersign/core";
import {
  type AuditEntry,
  createApp,
  memoryLimiter,
  type PolicyRule,
  policyFromList,
  session,
} from "@countersign/server";
import fc from "fast-check";
import { expect, test } from "vitest";
import { CREDENTIALS, NOW } from "../support.ts";

/*
 * Callers and meetings at random, against a table of who has what that was itself made at random. What is given is
 * decoded and looked up in that table, not in the answer.
 */

const PAIRS = 10_000;
const PEOPLE = 40;
const MEETINGS = 60;
const numberOf = (meeting: number): string => String(70_000_000_000 + meeting * 1_234_567);

interface Asked {
  readonly person: number;
  readonly meeting: number;
  readonly role: 0 | 1;
  readonly byName: boolean;
}

const drawn = fc.sample(
  fc.record({
    rights: fc.array(
      fc.record({
        person: fc.nat(PEOPLE - 1),
        meeting: fc.nat(MEETINGS - 1),
        maxRole: fc.constantFrom(0, 1),
      }),
      { minLength: 500, maxLength: 500 },
    ),
    asked: fc.array(
      fc.record({
        person: fc.nat(PEOPLE - 1),
        meeting: fc.nat(MEETINGS + 5),
        role: fc.constantFrom(0, 1),
        byName: fc.boolean(),
      }),
      { minLength: PAIRS, maxLength: PAIRS, size: "max" },
    ),
  }),
  { numRuns: 1, seed: 20261124 },
)[0];

test("10,000 random callers and meetings: no signature but for what the table says", {
  timeout: 120_000,
}, async () => {
  const rights = new Map<string, 0 | 1>();
  const rules: PolicyRule[] = [];
  for (const { person, meeting, maxRole } of drawn?.rights ?? []) {
    const place = `session:p${person} ${numberOf(meeting)}`;
    rights.set(place, maxRole === 1 || rights.get(place) === 1 ? 1 : 0);
    const rule = { callers: [`session:p${person}`], meetings: [numberOf(meeting)], maxRole } as const;
    rules.push(rule, { ...rule, resource: `lesson ${meeting}` });
  }
  const rows: AuditEntry[] = [];
  const app = createApp({
    credentials: CREDENTIALS,
    access: {
      authenticate: session({ authenticate: ({ headers }) => ({ subject: headers.get("x-user") ?? "" }) }),
      policy: policyFromList(rules),
    },
    meetingsOf: "own",
    limits: {
      person: false,
      meeting: false,
      distinctMeetings: false,
      hostsPerMinute: PAIRS,
      hostsPerHour: PAIRS,
    },
    state: { limiter: memoryLimiter(), audit: { append: async (row) => void rows.push(row) } },
    now: () => NOW,
  });
  const ask = async ({ person, meeting, role, byName }: Asked, path: string) => {
    const what = byName ? { resource: `lesson ${meeting}` } : { meetingNumber: numberOf(meeting) };
    const response = await app(
      new Request(`https://sign.school.example${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-user": `p${person}` },
        body: JSON.stringify({ ...what, role }),
      }),
    );
    return response.json();
  };

  const foreign: unknown[] = [];
  const given = { participant: 0, host: 0, refused: 0 };
  for (const [index, asked] of (drawn?.asked ?? []).entries()) {
    const may = rights.get(`session:p${asked.person} ${numberOf(asked.meeting)}`);
    // Every second one for all that a join needs: in a meeting of the app's own account that is the signature.
    const answer = await ask(asked, index % 2 === 0 ? "/v1/signature" : "/v1/join");
    const verified = verify(answer.signature ?? "", CREDENTIALS.sdkSecret, { now: NOW });
    const got = verified.ok
      ? { mn: verified.payload.mn, role: verified.payload.role }
      : answer.errors[0].code;
    const wanted =
      may === undefined
        ? "meeting-not-allowed"
        : asked.role > may
          ? "role-not-allowed"
          : { mn: numberOf(asked.meeting), role: asked.role };
    if (JSON.stringify(got) !== JSON.stringify(wanted)) foreign.push({ asked, got, wanted });
    given[typeof got === "string" ? "refused" : asked.role === 1 ? "host" : "participant"] += 1;
  }
  expect(foreign).toEqual([]);
  expect(given.participant + given.host + given.refused).toBe(PAIRS);
  // Otherwise the test would say nothing.
  expect(Math.min(given.participant, given.host, given.refused)).toBeGreaterThan(200);
  expect(rows.length).toBe(given.host);
  const without = rows.filter(({ caller, meetingNumber }) => rights.get(`${caller} ${meetingNumber}`) !== 1);
  expect(without).toEqual([]);
});
