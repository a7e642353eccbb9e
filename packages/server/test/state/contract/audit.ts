import {
  type AuditEntry,
  type AuditRow,
  auditKey,
  type OpenAudit,
  verifyAuditChain,
} from "@countersign/server";
import { expect, test } from "vitest";

export const KEY_BYTES = new Uint8Array(32).map((_, index) => index + 1);
export const OTHER_KEY_BYTES = new Uint8Array(32).map((_, index) => 255 - index);
export const KEY = auditKey(KEY_BYTES);
export const OTHER_KEY = auditKey(OTHER_KEY_BYTES);

export function entryOf(number: number): AuditEntry {
  return {
    at: 1_763_949_600 + number,
    requestId: `request-${number}`,
    tenant: "default",
    caller: "oidc:issuer:ada@example.com",
    action: "host-signature",
    meetingNumber: "87270695528",
    tokenSha256: "ab".repeat(32),
    expiresAt: 1_763_951_401.5,
  };
}

export async function rowsOf(audit: OpenAudit): Promise<AuditRow[]> {
  const rows = [];
  for await (const row of audit.rows()) rows.push(row);
  return rows;
}

/** What every audit does. `again` opens the same one once more. */
export function auditCases(open: () => OpenAudit, again: () => Promise<OpenAudit>): void {
  test("keeps a row as it was told, with marks in place of identifiers", async () => {
    await open().append(entryOf(0));
    const [row] = await rowsOf(open());
    expect(row).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      at: 1_763_949_600,
      requestId: "request-0",
      tenant: "default",
      caller: KEY.mark("caller", "oidc:issuer:ada@example.com"),
      action: "host-signature",
      meetingNumber: KEY.mark("meetingNumber", "87270695528"),
      zoomUser: null,
      token: KEY.mark("token", "ab".repeat(32)),
      expiresAt: 1_763_951_401.5,
      key: KEY.id,
      previous: "",
      mac: expect.stringMatching(/^[\w-]{43}$/),
    });
    // Whole texts: an id or a mark may have some letters of one by chance.
    expect(JSON.stringify(row)).not.toMatch(/ada@example|87270695528|abababab/);
  });

  test("two hundred at once are all there, once each, and what a second process adds comes after", async () => {
    const numbers = Array.from({ length: 200 }, (_, index) => index + 1);
    await Promise.all(numbers.map((number) => open().append(entryOf(number))));
    const other = await again();
    await other.append(entryOf(201));
    const rows = await rowsOf(other);
    if (other !== open()) await other.close();
    expect(rows.map(({ requestId }) => requestId)).toEqual(
      [0, ...numbers, 201].map((number) => `request-${number}`),
    );
  });

  test("holds: every row is whole, and the last of a day ago is still among them", async () => {
    const rows = await rowsOf(open());
    const { chained } = open();
    const whole = await verifyAuditChain(rows, { keys: [OTHER_KEY, KEY], chained });
    const head = rows[100]?.mac ?? "";
    const { ok } = await verifyAuditChain(rows, { keys: [KEY], chained, head });
    const shorter = await verifyAuditChain(rows.slice(0, 50), { keys: [KEY], chained, head });
    expect({ whole, ok, shorter }).toEqual({
      whole: { ok: true, rows: 202, head: rows.at(-1)?.mac },
      ok: true,
      shorter: { ok: false, row: 50, problem: "shortened" },
    });
  });
}
