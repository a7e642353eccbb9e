import { readFileSync } from "node:fs";
import { verify } from "@countersign/core";
import { type AuditEntry, createApp, memoryLimiter, type Policy } from "@countersign/server";
import { describe, expect, test } from "vitest";
import { ZAK, ZOOM_USER, zoomThat } from "../join/support.ts";
import { CREDENTIALS, MEETING, NOW } from "../support.ts";
import { authenticatorsFor, CREDENTIALS_OF_EVERY_KIND, carried, LISTED_PAGE } from "./callers.ts";

const body = (value: object): { body: string } => ({ body: JSON.stringify(value) });
const PARTICIPANT = body({ meetingNumber: MEETING, role: 0 });
const HOST = body({ meetingNumber: MEETING, role: 1 });
const NATIVE = body({});
const OTHER = "999999999";
const ELSEWHERE = body({ meetingNumber: OTHER, role: 0 });
const EVIDENCE = body({ expected: { meetingNumber: MEETING, role: 0 } });

/** Route, as the table names it, with what is sent. */
const ROUTES: Readonly<Record<string, { readonly body?: string }>> = {
  "POST / participant": PARTICIPANT,
  "POST / host": HOST,
  "POST / native": NATIVE,
  "POST /v1/signature participant": PARTICIPANT,
  "POST /v1/signature host": HOST,
  "POST /v1/signature native": NATIVE,
  "POST /v1/join participant": PARTICIPANT,
  "POST /v1/join host": HOST,
  "POST /v1/join native": NATIVE,
  "POST /v1/join of another account": ELSEWHERE,
  "POST /v1/diagnose": EVIDENCE,
  "GET /v1/explain/3712": {},
  "GET /healthz": {},
  "GET /readyz": {},
  "HEAD /healthz": {},
  "OPTIONS /": {},
  "OPTIONS /v1/signature": {},
  "OPTIONS /v1/join": {},
  "OPTIONS /v1/diagnose": {},
  "OPTIONS /v1/explain/3712": {},
  "OPTIONS /healthz": {},
  "OPTIONS /readyz": {},
  "GET /": {},
  "PUT /v1/signature": HOST,
  "GET /v1/join": {},
  "GET /v1/diagnose": {},
  "POST /v1/explain/3712": HOST,
  "POST /healthz": HOST,
  "DELETE /readyz": {},
  "GET /v1/nothing": {},
  "POST /v1/nothing": HOST,
  "OPTIONS /v1/nothing": {},
};

/** One meeting is of the app's own account and the other is not. */
const web = (maxRole: 0 | 1, { meetingNumber }: { meetingNumber?: string | undefined }) =>
  ({
    kind: "web",
    meetingNumber: meetingNumber ?? MEETING,
    maxRole,
    zoomUser: ZOOM_USER,
    account: meetingNumber === OTHER ? "other" : "own",
    passcode: "o4en",
  }) as const;
const POLICIES: Readonly<Record<string, Policy>> = {
  no: () => "no",
  participant: (_, wish) => (wish.kind === "web" ? web(0, wish) : "no"),
  host: (_, wish) => (wish.kind === "web" ? web(1, wish) : { kind: "native" }),
  unavailable: () => "unavailable",
  throws: () => Promise.reject(new Error("the database of bookings is gone")),
  nonsense: () => undefined as never,
};

interface Meaning {
  readonly status: number;
  /** The code of the refusal. */
  readonly code?: string;
  /** The claims of the signature that say what it is for. */
  readonly signed?: { readonly mn?: string; readonly role?: 0 | 1 };
  readonly audit?: readonly AuditEntry["action"][];
  readonly zak?: string;
  readonly wouldSign?: boolean;
}

/** The words of the table. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  participant: { status: 200, signed: { mn: MEETING, role: 0 } },
  host: { status: 200, signed: { mn: MEETING, role: 1 }, audit: ["host-signature"] },
  "host+zak": {
    status: 200,
    signed: { mn: MEETING, role: 1 },
    audit: ["host-signature", "zak"],
    zak: ZAK,
  },
  native: { status: 200, signed: {}, audit: ["native-signature"] },
  zak: { status: 200, signed: { mn: OTHER, role: 0 }, audit: ["zak"], zak: ZAK },
  report: { status: 200, wouldSign: false },
  "would-sign": { status: 200, wouldSign: true },
  "200": { status: 200 },
  "204": { status: 204 },
  "401": { status: 401, code: "authentication-required" },
  "404": { status: 404, code: "not-found" },
  "405": { status: 405, code: "method-not-allowed" },
  "500": { status: 500, code: "internal" },
  "here-only": { status: 403, code: "development-loopback-only" },
  "key-in-page": { status: 403, code: "api-key-from-browser" },
  incomplete: { status: 400, code: "meeting-number-missing role-missing" },
  meeting: { status: 403, code: "meeting-not-allowed" },
  "no-native": { status: 403, code: "native-not-allowed" },
  origin: { status: 403, code: "origin-not-allowed" },
  "policy-503": { status: 503, code: "policy-unavailable" },
  role: { status: 403, code: "role-not-allowed" },
  scope: { status: 403, code: "scope-missing" },
  "no-zak": { status: 403, code: "zak-not-allowed" },
};

/** Words with which the policy is never asked: who is not known, or is known for something else. */
const BEFORE_POLICY = new Set([
  "200",
  "204",
  "401",
  "404",
  "405",
  "here-only",
  "incomplete",
  "key-in-page",
  "scope",
]);

function read(text: string): Map<string, Map<string, Map<string, string>>> {
  const table = new Map<string, Map<string, Map<string, string>>>();
  let policies: string[] = [];
  let rows = new Map<string, Map<string, string>>();
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [name = "", ...cells] = line.trimStart().split(/ {2,}/);
    if (!line.startsWith(" ")) {
      policies = cells;
      rows = new Map();
      if (table.has(name)) throw new Error(`${name} stands twice`);
      table.set(name, rows);
      continue;
    }
    if (rows.has(name)) throw new Error(`${name} stands twice`);
    if (cells.length !== policies.length) throw new Error(`${name} has other than ${policies.length} cells`);
    rows.set(name, new Map(policies.map((policy, index) => [policy, cells[index] ?? ""])));
  }
  return table;
}

const TABLE = read(readFileSync(new URL("matrix.txt", import.meta.url), "utf8"));

test("the table has a cell for every route, credential and policy, and no other", () => {
  expect([...TABLE.keys()]).toEqual(Object.keys(ROUTES));
  for (const rows of TABLE.values()) {
    expect([...rows.keys()]).toEqual(Object.keys(CREDENTIALS_OF_EVERY_KIND));
    for (const cells of rows.values()) expect([...cells.keys()]).toEqual(Object.keys(POLICIES));
  }
  const words = new Set(
    [...TABLE.values()].flatMap((rows) => [...rows.values()].flatMap((r) => [...r.values()])),
  );
  expect([...words].sort()).toEqual(Object.keys(MEANINGS).sort());
});

describe.each(Object.entries(ROUTES))("%s", (route, sending) => {
  test.each(Object.keys(CREDENTIALS_OF_EVERY_KIND))("%s", async (credential) => {
    for (const [policy, answer] of Object.entries(POLICIES)) {
      const word = TABLE.get(route)?.get(credential)?.get(policy) ?? "missing";
      const meaning = MEANINGS[word];
      if (meaning === undefined) throw new Error(`the table says ${word} for the policy ${policy}`);
      expect({ policy, ...(await outcome(route, sending, credential, answer)) }).toEqual({
        policy,
        ...wanted(meaning, word, credential),
      });
    }
  });
});

/** What can be seen of a cell: the answer, what it is signed for, what stands in the audit, who was asked. */
async function outcome(route: string, sending: { body?: string }, credential: string, answer: Policy) {
  const [method = "", path = ""] = route.split(" ");
  const audit: AuditEntry[] = [];
  let asked = false;
  const app = createApp({
    credentials: CREDENTIALS,
    access: {
      // Signed requests are those that may not host and have no ZAK.
      authenticate: authenticatorsFor(
        credential,
        undefined,
        credential.startsWith("signed") ? [] : ["zak:read"],
      ),
      policy: (caller, wish) => {
        asked = true;
        return answer(caller, wish);
      },
    },
    allowNative: true,
    corsOrigins: [LISTED_PAGE],
    state: { limiter: memoryLimiter(), audit: { append: async (row) => void audit.push(row) } },
    companion: zoomThat({ meeting: undefined }),
    now: () => NOW,
  });
  const { send, first, remoteAddress } = await carried(credential, { method, path, ...sending });
  if (first) {
    await app(first, { remoteAddress });
    asked = false;
    audit.length = 0;
  }
  const response = await app(send, { remoteAddress });
  const text = await response.text();
  const json = text === "" ? {} : JSON.parse(text);
  const verified = verify(json.signature ?? "", CREDENTIALS.sdkSecret, { now: NOW });
  return {
    status: response.status,
    codes: json.errors?.map(({ code }: { code: string }) => code),
    signed: verified.ok ? { mn: verified.payload.mn, role: verified.payload.role } : json.signature,
    wouldSign: json.report && json.wouldSign !== undefined,
    audit: audit.map(({ action }) => action),
    zak: text.includes(ZAK) ? json.join?.zak : undefined,
    allowOrigin: response.headers.get("access-control-allow-origin"),
    challenged: response.headers.has("www-authenticate"),
    askedInVain: asked && BEFORE_POLICY.has(TABLE.get(route)?.get(credential)?.get("no") ?? ""),
  };
}

function wanted({ status, code, signed, audit, zak, wouldSign }: Meaning, word: string, credential: string) {
  return {
    status,
    codes: code?.split(" "),
    signed: signed && { mn: signed.mn, role: signed.role },
    wouldSign,
    audit: audit ?? [],
    zak,
    allowOrigin: credential.endsWith("in a listed page") ? LISTED_PAGE : null,
    challenged: word === "401",
    askedInVain: false,
  };
}
