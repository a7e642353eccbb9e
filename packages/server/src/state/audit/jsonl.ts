import { randomUUID } from "node:crypto";
import { type FileHandle, open, readFile, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { StartUpError } from "../../errors.ts";
import { type AuditEntry, StoreUnavailable } from "../stores.ts";
import { batches } from "./batches.ts";
import type { OpenAudit } from "./open.ts";
import { type AuditKey, type AuditRow, rowOf } from "./row.ts";

export interface JsonlAuditOptions {
  readonly path: string;
  readonly key: AuditKey;
}

/** Two handles of one process would write over each other, and the lock knows only processes. */
const openHere = new Set<string>();

/** The longest row is well below it. */
const TAIL_BYTES = 16 * 1024;

/**
 * The audit as a chain of JSON lines in one file, for one process: a lock beside it keeps a second one away.
 *
 * @throws StartUpError where another process writes to it
 * @throws StoreUnavailable
 */
export async function openJsonlAudit({ path, key }: JsonlAuditOptions): Promise<OpenAudit> {
  const lock = `${path}.lock`;
  const place = resolve(path);
  if (openHere.has(place)) {
    throw new StartUpError(
      "setting-invalid",
      "state.audit",
      `this process writes to ${path} already`,
      "Start it again for other keys of the same file.",
    );
  }
  await takeLock(lock, path);
  let file: FileHandle;
  let size: number;
  let previous: string;
  try {
    file = await open(path, "a+", 0o600);
    ({ size, previous } = await whole(file));
  } catch (error) {
    await rm(lock, { force: true });
    throw new StoreUnavailable("audit", error);
  }
  openHere.add(place);

  async function commit(entries: readonly AuditEntry[]): Promise<void> {
    let mac = previous;
    const lines = entries.map((entry) => {
      const row = rowOf(entry, key, randomUUID(), mac);
      mac = row.mac;
      return `${JSON.stringify(row)}\n`;
    });
    const bytes = Buffer.from(lines.join(""));
    try {
      // What an earlier failure left half written goes first: no answer was given for it.
      await file.truncate(size);
      await file.appendFile(bytes);
      await file.datasync();
    } catch (error) {
      await file.truncate(size).catch(() => undefined);
      throw error;
    }
    size += bytes.length;
    previous = mac;
  }

  const { add, drain } = batches<AuditEntry>("audit", commit);
  return {
    append: add,
    chained: true,
    rows: () => rowsOf(path),
    async close() {
      await drain();
      await file.close();
      openHere.delete(place);
      await rm(lock, { force: true });
    },
  };
}

/** The rows of a file that some process may be writing to. @throws SyntaxError for a line that is no JSON */
export async function* rowsOf(path: string): AsyncGenerator<AuditRow> {
  const file = await open(path, "r");
  try {
    for await (const line of createInterface({ input: file.createReadStream({ autoClose: false }) })) {
      if (line !== "") yield JSON.parse(line) as AuditRow;
    }
  } finally {
    await file.close();
  }
}

/** Takes off a line that a crash left unfinished, and finds the last of the others. */
async function whole(file: FileHandle): Promise<{ size: number; previous: string }> {
  const { size } = await file.stat();
  const start = Math.max(0, size - TAIL_BYTES);
  const tail = Buffer.alloc(size - start);
  await file.read(tail, 0, tail.length, start);
  const end = tail.lastIndexOf(0x0a);
  const kept = start + end + 1;
  if (kept < size) await file.truncate(kept);
  if (end < 0) return { size: kept, previous: "" };
  const line = tail.subarray(tail.lastIndexOf(0x0a, end - 1) + 1, end).toString("utf8");
  return { size: kept, previous: String((JSON.parse(line) as { mac?: unknown }).mac ?? "") };
}

async function takeLock(lock: string, path: string): Promise<void> {
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      await writeFile(lock, String(process.pid), { flag: "wx", mode: 0o600 });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw new StoreUnavailable("audit", error);
      const holder = Number(await readFile(lock, "utf8").catch(() => ""));
      if (isAlive(holder)) {
        throw new StartUpError(
          "setting-invalid",
          "state.audit",
          `process ${holder} writes to ${path} already`,
          "Give each process an audit file of its own, or keep the audit in SQLite or Postgres.",
        );
      }
      await rm(lock, { force: true });
    }
  }
}

/** In a container every start has the same number, so our own means one that ended. */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
