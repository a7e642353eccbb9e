import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import type { TestRedis } from "../../faults/support/redis.ts";
import { type Hit, Scanner } from "./scanner.ts";

/** Every file of a folder and below it as it lies there: databases, what is beside them, lines. */
export function scanFolder(scanner: Scanner, folder: string, which: RegExp = /^/): readonly Hit[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && which.test(entry.name))
    .flatMap(({ name, parentPath }) => scanner.scan(name, readFileSync(join(parentPath, name))));
}

/** What Redis writes to its disk. A mark that is put there first has to be found, or the file cannot be read so. */
export function scanRedis(
  scanner: Scanner,
  redis: TestRedis,
): { readonly hits: readonly Hit[]; readonly keys: number } {
  const mark = randomBytes(24).toString("base64url");
  const keys = Number(redis.ask("DBSIZE"));
  redis.ask("SET", "mark", mark);
  redis.ask("CONFIG", "SET", "rdbcompression", "no");
  if (redis.ask("SAVE") !== "OK") throw new Error("redis did not save");
  redis.ask("DEL", "mark");
  const folder = redis.ask("CONFIG", "GET", "dir").split("\n").at(-1) ?? "";
  const marks = new Scanner();
  marks.add("mark", mark);
  if (scanFolder(marks, folder).length === 0) throw new Error("the mark is not in what redis saved");
  return { hits: scanFolder(scanner, folder), keys };
}

/** Every row of every table of a database, as text. */
export async function scanPostgres(
  scanner: Scanner,
  url: string,
): Promise<{ readonly hits: readonly Hit[]; readonly rows: Readonly<Record<string, number>> }> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const hits: Hit[] = [];
    const counts: Record<string, number> = {};
    const tables = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    );
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" AS t`);
      counts[name] = rows.length;
      hits.push(...scanner.scan(`the table ${name}`, rows.map(({ row }) => row).join("\n")));
    }
    return { hits, rows: counts };
  } finally {
    await client.end();
  }
}
