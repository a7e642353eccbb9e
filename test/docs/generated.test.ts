import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { GENERATED, leftOver } from "../../tools/generate-docs.ts";

describe("generated pages are what the code says; npm run docs writes them again", () => {
  test.each(Object.entries(GENERATED))("%s", (path, content) => {
    expect(readFileSync(resolve(import.meta.dirname, "../..", path), "utf8")).toBe(content());
  });

  test("no page of something that is gone", () => {
    expect(leftOver()).toEqual([]);
  });
});
