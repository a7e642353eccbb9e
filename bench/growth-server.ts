// What a server is configured with: API keys, rules of its policy, Zoom apps.
import { type ApiKey, createApiKey, createApp, type PolicyRule, policyFromList } from "@countersign/server";
import type { Caller, Scope } from "../packages/server/src/access/caller.ts";
import { meetingAt, type Prepared, type Series, spreadOver } from "./growth-series.ts";
import { SDK_KEY, SDK_SECRET } from "./runtimes-signers.ts";

const CREDENTIALS = { sdkKey: SDK_KEY, sdkSecret: SDK_SECRET };
/** Never reached, but counted. */
const LIMITS = { server: 1_000_000_000, meeting: 1_000_000_000 };

type Made = Awaited<ReturnType<typeof createApiKey>>;

let made: Made[] = [];

/** The same keys for all sizes. */
async function keysTo(size: number): Promise<readonly Made[]> {
  while (made.length < size) made.push(await createApiKey({ id: `k${made.length}`, meetings: "any" }));
  return made.slice(0, size);
}

function asking(app: ReturnType<typeof createApp>, keys: readonly string[]): Prepared["once"] {
  const body = JSON.stringify({ meetingNumber: meetingAt(0), role: 0 });
  return async (turn) => {
    const headers = {
      "content-type": "application/json",
      authorization: `Bearer ${keys[turn % keys.length]}`,
    };
    const request = new Request("http://127.0.0.1/v1/signature", { method: "POST", headers, body });
    const response = await app(request);
    if (response.status !== 200) throw new Error(`answered ${response.status}`);
    return response.text();
  };
}

const apiKeySeries: Series = {
  of: "API keys configured",
  operation: "a request for a signature, through the whole app",
  sizes: [10, 100, 1000, 10_000, 100_000],
  wanted: "constant",
  async prepare(size) {
    const all = await keysTo(size);
    const access = { kind: "api-keys", keys: all.map(({ record }) => record) } as const;
    const keys = spreadOver(size).map((index) => all[index]?.key ?? "");
    return { once: asking(createApp({ credentials: CREDENTIALS, access, limits: LIMITS }), keys) };
  },
};

const TENANT_SIZES = [1, 10, 100, 1000];

async function tenantApp(size: number): Promise<{ app: ReturnType<typeof createApp>; keys: string[] }> {
  const all = await keysTo(size);
  const records: ApiKey[] = all.map(({ record }, index) => ({ ...record, tenant: `t${index}` }));
  const tenants = Object.fromEntries(records.map(({ tenant }) => [tenant, CREDENTIALS]));
  const app = createApp({ tenants, access: { kind: "api-keys", keys: records }, limits: LIMITS });
  return { app, keys: spreadOver(size).map((index) => all[index]?.key ?? "") };
}

const tenantSeries: readonly Series[] = [
  {
    of: "Zoom apps (tenants) of one server",
    operation: "a request for a signature, through the whole app",
    sizes: TENANT_SIZES,
    wanted: "constant",
    async prepare(size) {
      const { app, keys } = await tenantApp(size);
      return { once: asking(app, keys) };
    },
  },
  {
    of: "Zoom apps (tenants) of one server",
    operation: "`GET /readyz`",
    sizes: TENANT_SIZES,
    wanted: "linear",
    why: "it signs and verifies once with each app's secret",
    async prepare(size) {
      const { app } = await tenantApp(size);
      const once = async (): Promise<string> => {
        const response = await app(new Request("http://127.0.0.1/readyz"));
        if (response.status !== 200) throw new Error(`answered ${response.status}`);
        return response.text();
      };
      return { once, warmUp: 20 };
    },
  },
];

const SCOPES: ReadonlySet<Scope> = new Set(["join:mint"]);

function callerAt(index: number): Caller {
  return { id: `key:k${index}`, method: "api-key", tenant: "default", scopes: SCOPES, claims: {} };
}

/** @param at Whom, and for which meeting, the policy is asked about: the rule of that place says yes. */
function deciding(size: number, ruleAt: (index: number) => PolicyRule, meetingOf = meetingAt): Prepared {
  const policy = policyFromList(Array.from({ length: size }, (_, index) => ruleAt(index)));
  const asked = spreadOver(size).map((index) => ({
    caller: callerAt(index),
    wish: { kind: "web", meetingNumber: meetingOf(index), role: 0 } as const,
  }));
  const [first] = asked;
  if (first === undefined) throw new TypeError("a policy has a rule");
  return {
    once(turn) {
      const { caller, wish } = asked[turn % asked.length] ?? first;
      if (policy(caller, wish) === "no") throw new Error("a rule says yes");
      return "yes";
    },
  };
}

const policySeries: readonly Series[] = [
  {
    of: "meetings in the policy's list, a rule for each",
    operation: "the policy, asked for one of them",
    sizes: [10, 100, 1000, 10_000, 100_000],
    wanted: "slower than linear",
    prepare: (size) =>
      deciding(size, (index) => ({ callers: [`key:k${index}`], meetings: [meetingAt(index)], maxRole: 0 })),
  },
  {
    of: "rules for any meeting, each of one caller",
    operation: "the policy, asked by one of them",
    sizes: [10, 100, 1000, 10_000],
    wanted: "slower than linear",
    prepare: (size) =>
      deciding(size, (index) => ({ callers: [`key:k${index}`], meetings: "any", maxRole: 0 })),
  },
  {
    of: "callers of one meeting, a rule for each",
    operation: "the policy, asked by one of them",
    sizes: [10, 100, 1000, 10_000],
    wanted: "slower than linear",
    prepare: (size) =>
      deciding(
        size,
        (index) => ({ callers: [`key:k${index}`], meetings: [meetingAt(0)], maxRole: 0 }),
        () => meetingAt(0),
      ),
  },
];

export const serverSeries: readonly Series[] = [apiKeySeries, ...tenantSeries, ...policySeries];

/** Its keys are many. */
export function forgetKeys(): void {
  made = [];
}
