import { createHmac } from "node:crypto";
import type { AuditEntry } from "../stores.ts";

/**
 * A row as it is kept. Identifiers are HMACs. `mac` covers the whole row and the `mac` before it, so that no row can
 * be changed, taken out or put in by somebody who has the place but not the key.
 */
export interface AuditRow {
  readonly id: string;
  readonly at: number;
  readonly requestId: string;
  readonly tenant: string;
  readonly caller: string;
  readonly action: AuditEntry["action"];
  readonly meetingNumber: string | null;
  readonly zoomUser: string | null;
  readonly token: string | null;
  readonly expiresAt: number | null;
  /** Says which key, and nothing about it. */
  readonly key: string;
  /** The `mac` of the row before; empty in the first, and where rows are not chained. */
  readonly previous: string;
  readonly mac: string;
}

export type AuditKind = "caller" | "meetingNumber" | "token" | "zoomUser";

/** What a key of the audit is used for. Each use has a key of its own, derived from it. */
export interface AuditKey {
  readonly id: string;
  /** What stands in a row for an identifier: the same each time, so that it can be looked for. */
  readonly mark: (kind: AuditKind, value: string) => string;
  readonly mac: (row: Omit<AuditRow, "mac">) => string;
}

const KEY_BYTES_MIN = 32;

/** @throws TypeError for a key of less than 32 bytes */
export function auditKey(bytes: Uint8Array): AuditKey {
  if (bytes.length < KEY_BYTES_MIN) throw new TypeError("a key of the audit has to have 32 bytes at least");
  const derived = (use: string): Buffer => hmac(bytes, `countersign audit ${use}`);
  const marks = derived("identifiers");
  const macs = derived("rows");
  return {
    id: derived("key id").toString("base64url").slice(0, 8),
    mark: (kind, value) => hmac(marks, `${kind}\n${value}`).toString("base64url"),
    mac: (row) => hmac(macs, canonical(row)).toString("base64url"),
  };
}

/** @param previous The `mac` of the row before. */
export function rowOf(entry: AuditEntry, key: AuditKey, id: string, previous: string): AuditRow {
  const mark = (kind: AuditKind, value: string | undefined): string | null =>
    value === undefined ? null : key.mark(kind, value);
  const row = {
    id,
    at: entry.at,
    requestId: entry.requestId,
    tenant: entry.tenant,
    caller: key.mark("caller", entry.caller),
    action: entry.action,
    meetingNumber: mark("meetingNumber", entry.meetingNumber),
    zoomUser: mark("zoomUser", entry.zoomUser),
    token: mark("token", entry.tokenSha256),
    expiresAt: entry.expiresAt ?? null,
    key: key.id,
    previous,
  };
  return { ...row, mac: key.mac(row) };
}

/** A list, so that no two rows have the same text. */
function canonical(row: Omit<AuditRow, "mac">): string {
  return JSON.stringify([
    ...[row.id, row.at, row.requestId, row.tenant, row.caller, row.action],
    ...[row.meetingNumber, row.zoomUser, row.token, row.expiresAt, row.key, row.previous],
  ]);
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
