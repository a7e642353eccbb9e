import type { AuditKey, AuditRow } from "./row.ts";

export type AuditVerdict =
  | {
      readonly ok: true;
      readonly rows: number;
      /** The `mac` of the last row. Kept elsewhere, it shows later that no row was taken off the end. */
      readonly head: string;
    }
  | {
      readonly ok: false;
      /** The first row that is wrong, counted from 0. */
      readonly row: number;
      readonly problem: "changed" | "key-unknown" | "out-of-order" | "shortened";
    };

export interface VerifyOptions {
  /** Every key that rows were written under. */
  readonly keys: readonly AuditKey[];
  /** A `head` from before: it has to be among the rows. */
  readonly head?: string;
  /** Whether each row names the one before. Those of Postgres, written by many at once, do not. Yes unless given. */
  readonly chained?: boolean;
}

/** Checks rows in their order. What was taken off the end shows only against a `head` that was kept elsewhere. */
export async function verifyAuditChain(
  rows: AsyncIterable<AuditRow> | Iterable<AuditRow>,
  options: VerifyOptions,
): Promise<AuditVerdict> {
  const { keys, head, chained = true } = options;
  let count = 0;
  let previous = "";
  let seen = head === undefined || head === "";
  for await (const { mac, ...row } of rows) {
    const key = keys.find(({ id }) => id === row.key);
    if (key === undefined) return { ok: false, row: count, problem: "key-unknown" };
    if (key.mac(row) !== mac) return { ok: false, row: count, problem: "changed" };
    if (row.previous !== (chained ? previous : "")) return { ok: false, row: count, problem: "out-of-order" };
    previous = mac;
    seen ||= mac === head;
    count += 1;
  }
  return seen ? { ok: true, rows: count, head: previous } : { ok: false, row: count, problem: "shortened" };
}
