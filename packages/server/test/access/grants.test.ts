import { verify } from "@countersign/core";
import { type Access, type AppOptions, createApiKey } from "@countersign/server";
import { expect, test } from "vitest";
import { ROLES_ACCEPTED, ROLES_REFUSED } from "../bad-input/roles.ts";
import { written } from "../bad-input/row.ts";
import { audited, CREDENTIALS, codesOf, DEVELOPMENT, MEETING, matrix, NOW } from "../support.ts";

const OTHER_MEETING = "999999999";

interface GrantCase {
  readonly name: string;
  readonly access: Access;
  readonly authorization?: string;
  readonly maxRole: 0 | 1;
  readonly everyMeeting: boolean;
  readonly native: boolean;
}

async function keyCase(name: string, wanted: Parameters<typeof createApiKey>[0]): Promise<GrantCase> {
  const { key, record } = await createApiKey(wanted);
  return {
    name,
    access: { kind: "api-keys", keys: [record] },
    authorization: `Bearer ${key}`,
    maxRole: record.maxRole,
    everyMeeting: record.meetings === "any",
    native: record.native,
  };
}

const GRANTS: readonly GrantCase[] = [
  {
    name: "development",
    access: { kind: "development", meetings: [MEETING] },
    maxRole: 0,
    everyMeeting: false,
    native: false,
  },
  {
    name: "development for hosts",
    access: { kind: "development", meetings: [MEETING], maxRole: 1, native: true },
    maxRole: 1,
    everyMeeting: false,
    native: true,
  },
  await keyCase("a key for one meeting", { meetings: [MEETING] }),
  await keyCase("a key for one meeting and hosts", { meetings: [MEETING], maxRole: 1 }),
  await keyCase("a key for every meeting and native SDKs", { meetings: "any", native: true }),
];

const SPELLINGS = [...ROLES_ACCEPTED.keys(), ...ROLES_REFUSED];

test("there are 5 grants and at least 40 spellings", () => {
  expect(GRANTS.length).toBe(5);
  expect(SPELLINGS.length).toBeGreaterThanOrEqual(40);
});

for (const grant of GRANTS) {
  const options: AppOptions = { ...DEVELOPMENT, access: grant.access, state: audited() };
  const headers = {
    "content-type": "application/json",
    ...(grant.authorization !== undefined && { authorization: grant.authorization }),
  };

  matrix(grant.name, options, (send) => {
    test.each(SPELLINGS)("role %s is never above the grant", async (role) => {
      for (const meetingNumber of [MEETING, OTHER_MEETING]) {
        const answer = await send({ ...written({ role, meetingNumber: `"${meetingNumber}"` }), headers });
        const wanted = ROLES_ACCEPTED.get(role);
        const meetingAllowed = grant.everyMeeting || meetingNumber === MEETING;
        if (wanted === undefined) {
          expect([answer.status, codesOf(answer)]).toEqual([400, ["role-invalid"]]);
        } else if (!meetingAllowed) {
          expect([answer.status, codesOf(answer)]).toEqual([403, ["meeting-not-allowed"]]);
        } else if (wanted > grant.maxRole) {
          expect([answer.status, codesOf(answer)]).toEqual([403, ["role-not-allowed"]]);
        } else {
          expect(answer.status).toBe(200);
          const verified = verify(JSON.parse(answer.text).signature, CREDENTIALS.sdkSecret, { now: NOW });
          expect(verified.ok && [verified.payload.mn, verified.payload.role]).toEqual([
            meetingNumber,
            wanted,
          ]);
        }
      }
    });

    test("a native signature, or none", async () => {
      const answer = await send({ headers, body: "{}" });
      if (grant.native) {
        const verified = verify(JSON.parse(answer.text).signature, CREDENTIALS.sdkSecret, { now: NOW });
        expect(verified.ok && Object.keys(verified.payload)).toEqual([
          "appKey",
          "sdkKey",
          "iat",
          "exp",
          "tokenExp",
        ]);
      } else {
        expect([answer.status, codesOf(answer)]).toEqual([403, ["native-not-allowed"]]);
      }
    });
  });

  matrix(`${grant.name}, native switched off`, { ...options, allowNative: false }, (send) => {
    test("there is no native signature", async () => {
      const answer = await send({ headers, body: "{}" });
      expect([answer.status, codesOf(answer)]).toEqual([400, ["meeting-number-missing", "role-missing"]]);
    });
  });
}
