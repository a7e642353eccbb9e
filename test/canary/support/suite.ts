// Every file of tests that keeps state looks through it in the end, for each secret it has made: databases, dumps and
// logs, before they are removed. Whoever imports this takes part.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import { scanFolder } from "./places.ts";
import type { Hit, Scanner } from "./scanner.ts";
import { Secrets } from "./secrets.ts";

/** What one file of tests has looked through: for the sum at the end of `npm test`. */
export interface Tally {
  readonly file: string;
  readonly secrets: number;
  readonly bytes: number;
  readonly places: number;
  readonly hits: readonly Hit[];
}

/** Of the whole file. Add to it whatever must not be found. */
export const SECRETS: Secrets = new Secrets();

const sum = { secrets: 0, bytes: 0, places: 0 };
const hits: Hit[] = [];

/** Counts what was looked through, and fails the file for what was found. */
export function tally(scanner: Scanner, found: readonly Hit[], secrets: number = scanner.names.length): void {
  // Where nothing is known to be secret, nothing was looked for but tokens of the stand-in: no figure.
  if (secrets === 0 && found.length === 0) return;
  sum.secrets = Math.max(sum.secrets, secrets);
  sum.bytes += scanner.scanned;
  sum.places += 1;
  hits.push(...found);
}

/** What a server wrote for its operator, or answered. */
export function lookThrough(place: string, text: string | Uint8Array): void {
  const scanner = SECRETS.scanner();
  tally(scanner, scanner.scan(place, text), SECRETS.size);
}

/** What servers keep. The rest of a folder a test has put there: secrets' files, a configuration. */
const STATE = /\.(?:db|sqlite|jsonl|rdb|aof)(?:-wal|-shm|-journal)?$/;

/** Every file below it that holds state; all, for a folder that is a store's own. */
export function lookThroughFolder(folder: string, all = false): void {
  const scanner = SECRETS.scanner();
  const found = scanFolder(scanner, folder, all ? undefined : STATE);
  if (scanner.scanned > 0) tally(scanner, found, SECRETS.size);
}

export interface TemporaryFolder {
  readonly path: string;
  /** Looks through what state is in it, and removes it. */
  readonly remove: () => void;
}

export function temporaryFolder(name: string): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), `countersign-${name}-`));
  return {
    path,
    remove() {
      lookThroughFolder(path);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

// The first hook of the file, so the last to run: after everything that a test removes at its end.
afterAll(() => {
  if (sum.places === 0) return;
  const file = (expect.getState().testPath ?? "").replace(`${process.cwd()}/`, "");
  const folder = process.env.COUNTERSIGN_CANARY;
  if (folder) {
    mkdirSync(folder, { recursive: true });
    const text: Tally = { file, ...sum, hits };
    writeFileSync(join(folder, `${file.replaceAll("/", "_")}-${process.pid}.json`), JSON.stringify(text));
  }
  expect(hits).toEqual([]);
});
