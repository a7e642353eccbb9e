import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { expect, test } from "vitest";

const IMPORT = /^(?:import|export)(?! type)[^;]*? from "([^"]+)"/gm;

/** Everything that is loaded with a file: what it imports, not as types only and not when it is called. */
function loadedWith(file: string, seen: Set<string> = new Set()): Set<string> {
  for (const [, name = ""] of readFileSync(file, "utf8").matchAll(IMPORT)) {
    const path = name.startsWith(".") ? resolve(dirname(file), name) : name;
    if (seen.has(path)) continue;
    seen.add(path);
    if (name.startsWith(".") && existsSync(path)) loadedWith(path, seen);
  }
  return seen;
}

const HEAVY = ["@countersign/server", "@countersign/server/run", "@countersign/sandbox", "@clack/prompts"];

test.each(["sign", "inspect", "verify", "explain", "plan"])("%s loads no server and no prompts", (name) => {
  const source = resolve(import.meta.dirname, "../src");
  const loaded = [...loadedWith(`${source}/bin.ts`), ...loadedWith(`${source}/commands/${name}.ts`)];
  expect(loaded.filter((path) => HEAVY.includes(path))).toEqual([]);
  expect(loaded).toContain(`${source}/words/visible.ts`);
});

test("and the search would find one", () => {
  expect([...loadedWith(resolve(import.meta.dirname, "../src/commands/serve.ts"))]).toContain(
    "@countersign/server/run",
  );
});

test("a server loads what its settings name, and neither the rules of a diagnosis nor a way in that nobody uses", () => {
  const source = resolve(import.meta.dirname, "../../server/src");
  const loaded = [...loadedWith(`${source}/run.ts`)];
  const packages = loaded.filter((path) => !path.startsWith("/") && !path.startsWith("node:"));
  expect(packages.sort()).toEqual(["@countersign/core", "@hono/node-server", "hono", "zod/mini"]);
  const rooms = ["diagnose", "explain", "grants", "join", "oauth", "state/audit", "state/redis", "webhooks"];
  expect(loaded.filter((path) => rooms.some((room) => path.startsWith(`${source}/${room}/`)))).toEqual([]);
  expect(loaded).toContain(`${source}/signature/handler.ts`);
});
