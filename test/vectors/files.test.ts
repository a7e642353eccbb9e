/** The committed files are what the generator writes, and have the form that the schema says. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { VECTORS } from "../../tools/generate-vectors.ts";
import { FOLDER } from "./read.ts";

const schema = z.fromJSONSchema(JSON.parse(readFileSync(resolve(FOLDER, "schema.json"), "utf8")));

describe.each(Object.entries(VECTORS))("%s", (path, content) => {
  const committed = readFileSync(resolve(FOLDER, "..", path), "utf8");

  test("is what `npm run vectors` writes", () => {
    expect(committed).toBe(content());
  });

  test("has the form of schema.json", () => {
    expect(schema.safeParse(JSON.parse(committed)).error).toBeUndefined();
  });

  test("names every case once", () => {
    const names = (JSON.parse(committed) as { cases: { name: string }[] }).cases.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe("the schema refuses", () => {
  const good = JSON.parse(VECTORS["vectors/sign.json"]?.() ?? "") as { cases: Record<string, unknown>[] };
  const [first = {}] = good.cases;

  test.each<[string, unknown]>([
    ["another kind", { ...good, kind: "signed" }],
    ["no cases", { ...good, cases: [] }],
    ["a member too many", { ...good, cases: [{ ...first, more: 1 }] }],
    ["a member too few", { ...good, cases: [{ ...first, payload: undefined }] }],
    ["a role of 2", { ...good, cases: [{ ...first, request: { meetingNumber: "1", role: 2 } }] }],
    ["a signature in two parts", { ...good, cases: [{ ...first, signature: "a.b" }] }],
  ])("%s", (_what, value) => {
    expect(schema.safeParse(JSON.parse(JSON.stringify(value))).success).toBe(false);
  });
});
