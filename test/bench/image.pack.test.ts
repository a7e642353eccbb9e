import { expect, test } from "vitest";
import { imageContents } from "../../bench/image.ts";
import { type Lock, sbomOf } from "../../tools/release/sbom.ts";
import { read } from "../repo/workspace.ts";

test("what the image holds: every package of the bill of materials, and its parts make the whole", () => {
  const { parts, bytes, packages } = imageContents();
  const told = sbomOf(JSON.parse(read("package-lock.json")) as Lock, "packages/cli").components;
  const theirs = told.filter(({ name }) => !name.startsWith("@countersign/"));
  expect(packages).toBe(theirs.length);
  expect(parts.map(([what]) => what)).toEqual([
    "packages of others",
    "ours, compiled, with types and source maps",
    "the page of tools",
    "manifest and licence",
  ]);
  expect(parts.every(([, size]) => size > 500)).toBe(true);
  expect(parts.reduce((sum, [, size]) => sum + size, 0)).toBe(bytes);
});
