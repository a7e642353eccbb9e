import { expect, test } from "vitest";
import { files, read } from "./workspace.ts";

// What belongs to one machine or one way of working is no part of the project. Spelled in pieces, so that this
// file does not hold what it looks for.
const FORBIDDEN: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a path of somebody's machine", /(?:^|[\s"'`(=:])\/(?:work|Users|root)\/[A-Za-z0-9_.-]+/],
  ["a Windows path of somebody's machine", /\b[A-Z]:\\Users\\/],
  ["a folder beside the checkout", new RegExp(`\\bshared${"/"}(?:reference|design|hooks)`)],
  ["an issue by its number", /\bissue #?\d+\b/i],
];

const TEXT = /\.(?:[cm]?[jt]sx?|json|md|html|css|ya?ml|sh|txt)$|^\.[^/]+$|^\.ci\/run$|LICENSE$/;

test.each(FORBIDDEN)("no tracked file holds %s", (_what, pattern) => {
  const holding = files()
    .filter((file) => TEXT.test(file) && file !== "package-lock.json" && file !== "test/repo/words.test.ts")
    .filter((file) => pattern.test(read(file)));
  expect(holding).toEqual([]);
});

test("the lock file names no registry but npm's own", () => {
  const hosts = [...read("package-lock.json").matchAll(/"resolved": "(https?:\/\/[^/"]+)/g)].map(
    ([, host]) => host,
  );
  expect([...new Set(hosts)].filter((host) => host !== "https://registry.npmjs.org")).toEqual([]);
});

test("no registry is set in the repository", () => {
  expect(
    files().filter((file) => /(?:^|\/)\.npmrc$/.test(file) && /registry|_auth|token/i.test(read(file))),
  ).toEqual([]);
});
