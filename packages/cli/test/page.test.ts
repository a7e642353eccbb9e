import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { run } from "./world.ts";

test("countersign page prints the built page, whole", async () => {
  const built = readFileSync(new URL("../page/countersign.html", import.meta.url), "utf8");
  expect(await run(["page"])).toEqual({ exit: 0, stdout: built, stderr: "" });
  expect(built).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
});
