/** The scripts of the page that joins say what they would with all of core in them. */
import { build, type Plugin } from "esbuild";
import { expect, test } from "vitest";
import {
  diagnose,
  EXAMPLE,
  evidenceOf,
  RULES,
  reportDocument,
  ZOOM_ERRORS,
} from "../../packages/core/src/diagnose/index.ts";
import { refused } from "../../packages/join/src/failures.ts";
import { joining, showing } from "../../tools/build-join.ts";
import { withConstant } from "../../tools/precompute.ts";

/** What the program exports when it is bundled with these, run beside what was carried out of it. */
async function run(program: string, plugins: Plugin[], carried: readonly unknown[]): Promise<unknown> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: process.cwd() },
    bundle: true,
    format: "esm",
    conditions: ["countersign-source"],
    write: false,
    plugins,
  });
  Object.assign(globalThis, {
    document: { getElementById: () => ({ textContent: JSON.stringify(carried) }) },
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? "")}`);
}

const RIGHT = diagnose(evidenceOf({ name: "right", evidence: { now: EXAMPLE.now } }));

test("the frame finds the same in every example and says the same of every error", async () => {
  const carried: unknown[] = [];
  const program = `export { diagnose } from "@countersign/core/diagnose";
    export { refused } from "./packages/join/src/failures.ts";`;
  const frame = (await run(program, joining(carried), carried)) as {
    diagnose: typeof diagnose;
    refused: typeof refused;
  };

  const examples = RULES.flatMap(({ examples: { failing, passing } }) => [...failing, ...passing]);
  expect(examples.length).toBeGreaterThan(300);
  for (const example of examples) {
    const evidence = { now: EXAMPLE.now, ...evidenceOf(example) };
    expect(frame.diagnose(evidence)).toEqual(diagnose(evidence));
  }

  const codes = new Set(ZOOM_ERRORS.flatMap(({ code, name }) => [String(code), name ?? "UNKNOWN"]));
  expect(codes.size).toBeGreaterThan(150);
  for (const view of ["client", "component"] as const) {
    for (const code of codes) {
      const zoom = { code, message: "as shown" };
      expect(frame.refused(zoom, view, RIGHT, undefined)).toEqual(refused(zoom, view, RIGHT, undefined));
    }
  }
}, 60_000);

test("the page shows each report the same, without the rules", async () => {
  const program = `export { reportDocument } from "@countersign/core/diagnose";`;
  const page = (await run(program, showing(), [])) as { reportDocument: typeof reportDocument };
  for (const { examples } of RULES) {
    const [failing] = examples.failing;
    const report = diagnose({ now: EXAMPLE.now, ...evidenceOf(failing) });
    expect(page.reportDocument(report)).toEqual(reportDocument(report));
  }
}, 60_000);

test.each([
  [
    "of any kind",
    "export const A: readonly string[] = [b, c];\nd(A);",
    "export const A: readonly string[] = 1;\nd(A);",
  ],
  [
    "with a comment before it",
    "/** A = 2 */ const A = f(); const B = A;",
    "/** A = 2 */ const A = 1; const B = A;",
  ],
])("a constant %s gets its value", (_, source, wanted) => {
  expect(withConstant("a.ts", source, "A", "1")).toBe(wanted);
});

test("a constant that is gone is said, so that a page does not grow by what it was made of", () => {
  expect(() => withConstant("a.ts", "const B = 1; let A;", "A", "1")).toThrow("a.ts has no constant A");
});
