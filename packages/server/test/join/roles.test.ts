import { createApp, memoryLimiter, type PolicyRule, policyFromList, type Scope } from "@countersign/server";
import { describe, expect, test } from "vitest";
import { authenticatorsFor, carried, IDS } from "../access/callers.ts";
import { ROLES_ACCEPTED, ROLES_REFUSED } from "../bad-input/roles.ts";
import { written } from "../bad-input/row.ts";
import { CREDENTIALS, MEETING, NOW } from "../support.ts";
import { ZAK, ZOOM_USER, zoomThat } from "./support.ts";

const SPELLINGS = [...ROLES_ACCEPTED.keys(), ...ROLES_REFUSED];
const SCOPES: readonly Scope[] = ["diagnose", "host:mint", "join:mint"];
const callers = Object.values(IDS);
const yes = { callers, meetings: [MEETING], account: "own", zoomUser: ZOOM_USER } as const;

/** What each grant gives for role 0 and for role 1, in a meeting of the app's own account. */
const GRANTS: Readonly<
  Record<string, { readonly rule: PolicyRule; readonly answers: readonly [string, string] }>
> = {
  "somebody else's": {
    rule: { ...yes, callers: ["key:other"], maxRole: 1 },
    answers: ["meeting-not-allowed", "meeting-not-allowed"],
  },
  participant: { rule: { ...yes, maxRole: 0 }, answers: ["0", "role-not-allowed"] },
  "host without a Zoom user": {
    rule: { callers, meetings: [MEETING], account: "own", maxRole: 1 },
    answers: ["0", "1"],
  },
  host: { rule: { ...yes, maxRole: 1 }, answers: ["0", "1 with a ZAK"] },
  "native SDKs only": {
    rule: { callers, native: true },
    answers: ["meeting-not-allowed", "meeting-not-allowed"],
  },
};

describe.each(Object.entries(GRANTS))("the grant: %s", (_, { rule, answers }) => {
  test.each(Object.keys(IDS))(
    "no spelling of a role has a ZAK or a signature above it for: %s",
    async (credential) => {
      const zoom = zoomThat({ meeting: undefined });
      const app = createApp({
        credentials: CREDENTIALS,
        access: {
          authenticate: authenticatorsFor(credential, SCOPES, ["zak:read"]),
          policy: policyFromList([rule]),
        },
        state: { limiter: memoryLimiter(), audit: { append: async () => undefined } },
        companion: zoom,
        now: () => NOW,
      });
      for (const spelling of SPELLINGS) {
        const asking = { method: "POST", path: "/v1/join", body: String(written({ role: spelling }).body) };
        const { send, remoteAddress } = await carried(credential, asking);
        const response = await app(send, { remoteAddress });
        const json = await response.json();
        const got = response.ok
          ? `${json.role}${json.join.zak === ZAK ? " with a ZAK" : ""}`
          : json.errors.map(({ code }: { code: string }) => code).join();
        const role = ROLES_ACCEPTED.get(spelling);
        expect([spelling, got]).toEqual([spelling, role === undefined ? "role-invalid" : answers[role]]);
        expect(JSON.stringify(json).includes(ZAK)).toBe(got === "1 with a ZAK");
      }
      const zaks = zoom.asked.filter((one) => "zak" in (one as object));
      expect(zaks).toEqual(
        answers[1] === "1 with a ZAK"
          ? Array(2).fill({ zak: { tenant: "default", zoomUser: ZOOM_USER, ttl: 600 } })
          : [],
      );
    },
  );
});
