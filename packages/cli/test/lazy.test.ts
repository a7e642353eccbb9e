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

const HEAVY = ["@countersign/server", "@countersign/sandbox", "@clack/prompts"];

test.each(["sign", "inspect", "verify", "explain", "plan"])("%s loads no server and no prompts", (name) => {
  const source = resolve(import.meta.dirname, "../src");
  const loaded = [...loadedWith(`${source}/bin.ts`), ...loadedWith(`${source}/commands/${name}.ts`)];
  expect(loaded.filter((path) => HEAVY.includes(path))).toEqual([]);
  expect(loaded).toContain(`${source}/words/visible.ts`);
});

test("and the search would find one", () => {
  expect([...loadedWith(resolve(import.meta.dirname, "../src/commands/serve.ts"))]).toContain(
    "@countersign/server",
  );
});
