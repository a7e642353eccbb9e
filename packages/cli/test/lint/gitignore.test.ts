import { expect, test } from "vitest";
import { ignoreFileOf, isIgnored } from "../../src/lint/project/gitignore.ts";

// Each row was checked against `git check-ignore` itself.
test.each<[pattern: string, path: string, ignored: boolean]>([
  [".env", ".env", true],
  [".env", "a/b/.env", true],
  [".env", ".env.local", false],
  ["/.env", ".env", true],
  ["/.env", "a/.env", false],
  [".env*", "a/.env.local", true],
  [".env.*", ".env", false],
  ["*.env", "a/live.env", true],
  [".env?", ".envs", true],
  [".env?", ".env", false],
  [".en[uv]", ".env", true],
  [".en[!v]", ".env", false],
  ["a/", "a/.env", true],
  ["a", "a/b/.env", true],
  ["a/b", "a/b/.env", true],
  ["b/.env", "a/b/.env", false],
  ["**/b/.env", "a/b/.env", true],
  ["**/.env", ".env", true],
  ["a/**", "a/b/.env", true],
  ["a/**/.env", "a/.env", true],
  ["a/*/.env", "a/b/c/.env", false],
  ["#.env", ".env", false],
  ["\\#.env", "#.env", true],
  [".env  ", ".env", true],
  ["", ".env", false],
  [".env\n!.env", ".env", false],
  ["!.env\n.env", ".env", true],
  [".env\r", ".env", true],
])("%j and %s: %s", (pattern, path, ignored) => {
  const ignores = [ignoreFileOf({ path: ".gitignore", text: pattern })];
  expect(isIgnored(path, ignores)).toBe(ignored);
});

test("a file further in speaks last, and for its own folder only", () => {
  const ignores = [
    ignoreFileOf({ path: "a/.gitignore", text: "!.env" }),
    ignoreFileOf({ path: ".gitignore", text: ".env" }),
  ];
  expect([isIgnored("a/.env", ignores), isIgnored("b/.env", ignores)]).toEqual([false, true]);
});

test("where there is none, nothing is said", () => {
  expect(isIgnored(".env", [])).toBeUndefined();
});
