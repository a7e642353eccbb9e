import { verify } from "@countersign/core";
import {
  type AuditEntry,
  apiKeyRecords,
  apiKeys,
  createApiKey,
  createApp,
  firstYes,
  memoryLimiter,
  policyFromList,
  session,
} from "@countersign/server";
import { describe, expect, test } from "vitest";
import { MEETING, NOW } from "../support.ts";

const NAMES = ["north", "south", "west"] as const;
type Name = (typeof NAMES)[number];
const SECRETS: Readonly<Record<Name, string>> = {
  north: "n8Zr4Lw1Vt6Yp3Nx0Cm9Bk5Jh2Gf7Dsa",
  south: "s8Zr4Lw1Vt6Yp3Nx0Cm9Bk5Jh2Gf7Dsb",
  west: "w8Zr4Lw1Vt6Yp3Nx0Cm9Bk5Jh2Gf7Dsc",
};
const tenants = Object.fromEntries(
  NAMES.map((name) => [name, { sdkKey: `key-of-${name}`, sdkSecret: SECRETS[name] }]),
);

/** The same person and the same meeting everywhere, so that only the tenant tells them apart. */
function appWith(limits = {}) {
  const rows: AuditEntry[] = [];
  const app = createApp({
    tenants,
    access: {
      authenticate: session({
        authenticate: ({ headers }) => ({ subject: "alice", tenant: headers.get("x-tenant") ?? undefined }),
        tenants: NAMES,
      }),
      policy: policyFromList(
        NAMES.map((tenant) => ({ callers: ["session:alice"], tenant, meetings: [MEETING], maxRole: 1 })),
      ),
    },
    limits: { person: false, meeting: false, hostsPerMinute: 100_000, hostsPerHour: 100_000, ...limits },
    state: { limiter: memoryLimiter(), audit: { append: async (row) => void rows.push(row) } },
    now: () => NOW,
  });
  const ask = async (tenant: string, role = 0) => {
    const request = new Request("https://sign.school.example/v1/signature", {
      method: "POST",
      headers: { "content-type": "application/json", "x-tenant": tenant },
      body: JSON.stringify({ meetingNumber: MEETING, role }),
    });
    const response = await app(request);
    return { status: response.status, json: await response.json() };
  };
  return { ask, rows };
}

test("three tenants at once, 3,000 signatures: each is its own tenant's and nobody else's", {
  timeout: 60_000,
}, async () => {
  const { ask, rows } = appWith();
  const wrong: unknown[] = [];
  for (let round = 0; round < 10; round += 1) {
    await Promise.all(
      Array.from({ length: 300 }, async (_, index) => {
        const name = NAMES[index % 3] ?? "north";
        const { json } = await ask(name, index % 10 === 0 ? 1 : 0);
        const verifiedBy = NAMES.filter((other) => verify(json.signature, SECRETS[other], { now: NOW }).ok);
        const { payload } = verify(json.signature, SECRETS[name], { now: NOW }) as {
          payload?: { appKey: string };
        };
        const got = [verifiedBy, json.sdkKey, payload?.appKey];
        const wanted = [[name], `key-of-${name}`, `key-of-${name}`];
        if (JSON.stringify(got) !== JSON.stringify(wanted)) wrong.push({ name, got });
      }),
    );
  }
  expect(wrong).toEqual([]);
  const hosts = NAMES.map((name) => rows.filter(({ tenant }) => tenant === name).length);
  expect([hosts, rows.length]).toEqual([[100, 100, 100], 300]);
});

describe("limits of one tenant are not another's", () => {
  test.each([
    ["of a person", { person: 2 }, 0],
    ["of a meeting", { meeting: 2 }, 0],
    ["of hosts", { hostsPerMinute: 2 }, 1],
  ])("%s", async (_, limits, role) => {
    const { ask } = appWith(limits);
    const statuses = [];
    for (const tenant of ["north", "north", "north", "south", "south", "south"]) {
      statuses.push((await ask(tenant, role)).status);
    }
    expect(statuses).toEqual([200, 200, 429, 200, 200, 429]);
  });

  test("nor are the meetings that somebody looked for", async () => {
    const { ask } = appWith({ distinctMeetings: 1 });
    expect((await ask("north")).status).toBe(200);
    expect((await ask("south")).status).toBe(200);
  });
});

test.each(["", "east", "North", "__proto__", "default"])(
  "a session of the tenant %o, which there is not, gets nothing",
  async (tenant) => {
    expect((await appWith().ask(tenant)).status).toBe(500);
  },
);

test("an API key signs with its own tenant's secret, whatever the request names", async () => {
  const south = await createApiKey({ id: "south", meetings: "any", tenant: "south" });
  const app = createApp({
    tenants,
    access: {
      authenticate: apiKeys([south.record]),
      policy: firstYes(apiKeyRecords([south.record])),
    },
    now: () => NOW,
  });
  const request = new Request("https://north.sign.example/v1/signature?tenant=north", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${south.key}`,
      "x-tenant": "north",
    },
    body: JSON.stringify({ meetingNumber: MEETING, role: 0, tenant: "north", sdkKey: "key-of-north" }),
  });
  const { signature, sdkKey } = await (await app(request)).json();
  const verifiedBy = NAMES.filter((name) => verify(signature, SECRETS[name], { now: NOW }).ok);
  expect([sdkKey, verifiedBy]).toEqual(["key-of-south", ["south"]]);
});

describe("does not start", () => {
  const start = (more: object) =>
    createApp({
      tenants,
      access: {
        authenticate: session({ authenticate: () => undefined, scopes: ["join:mint"], tenants: NAMES }),
        policy: () => "no",
      },
      ...more,
    } as Parameters<typeof createApp>[0]);
  const one = tenants.north;
  const refused = expect.objectContaining({ name: "StartUpError", code: "tenant-invalid" });

  test("but does with what is right", () => expect(start({})).toBeTypeOf("function"));
  test.each<[string, object]>([
    ["without a tenant", { tenants: {} }],
    ["with a tenant named default", { tenants: { ...tenants, default: one } }],
    ["with a tenant whose name is no name", { tenants: { ...tenants, "North|South": one } }],
    ["with callers of a tenant that is not there", { tenants: { north: one } }],
  ])("%s", (_, more) => {
    expect(() => start(more)).toThrow(refused);
  });
  test("with credentials beside tenants", () => {
    expect(() => start({ credentials: one })).toThrow(TypeError);
  });
});
