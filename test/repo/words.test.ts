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

// npm leaves the addresses out, so that whoever installs takes the packages from the registry that they use.
test("the lock file names no address to download from", () => {
  expect(read("package-lock.json").match(/"https?:\/\/[^"]+\.tgz"/g)).toBeNull();
});

test("no registry is set in the repository", () => {
  expect(
    files().filter((file) => /(?:^|\/)\.npmrc$/.test(file) && /registry|_auth|token/i.test(read(file))),
  ).toEqual([]);
});
