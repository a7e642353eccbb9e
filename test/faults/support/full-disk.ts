// Run as a process of its own on a small file system: fills an audit until the disk is full, makes room, goes on.
// Says as one line of JSON what happened.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  auditKey,
  type OpenAudit,
  openJsonlAudit,
  openSqliteAudit,
  StoreUnavailable,
  verifyAuditChain,
} from "@countersign/server";

const [, , kind = "", folder = ""] = process.argv;
const key = auditKey(new Uint8Array(32).map((_, index) => index + 1));
const filler = join(folder, "filler");
const path = join(folder, "audit");

const open = (): Promise<OpenAudit> =>
  kind === "sqlite" ? openSqliteAudit({ path, key }) : openJsonlAudit({ path, key });

const entry = (number: number) =>
  ({
    at: number,
    requestId: `request-${number}`,
    tenant: "default",
    caller: "key:shop",
    action: "host-signature",
  }) as const;

let audit = await open();
writeFileSync(filler, Buffer.alloc(64 * 1024));
let kept = 0;

/** Several at once, so that a batch is cut off in the middle. Gives what refused one. */
async function append(rows: number): Promise<unknown> {
  const numbers = Array.from({ length: rows }, (_, index) => kept + index);
  const settled = await Promise.allSettled(numbers.map((number) => audit.append(entry(number))));
  const refused = settled.find((one) => one.status === "rejected");
  if (refused === undefined) kept += rows;
  return refused?.reason;
}

const refusals: string[] = [];
for (const rows of [7, 1]) {
  let refused: unknown;
  while (refused === undefined && kept < 20_000) refused = await append(rows);
  refusals.push(StoreUnavailable.is(refused) ? "unavailable" : String(refused));
}
rmSync(filler);
await audit.append(entry(kept));
await audit.close();
audit = await open();
await audit.append(entry(kept + 1));
const verdict = await verifyAuditChain(audit.rows(), { keys: [key] });
await audit.close();
const integrity =
  kind === "sqlite" ? new DatabaseSync(path).prepare("PRAGMA integrity_check").get()?.integrity_check : "ok";
process.stdout.write(
  JSON.stringify({
    refusals,
    some: kept > 7,
    verdict: verdict.ok ? `${verdict.rows - kept} more than before` : verdict,
    integrity,
  }),
);
