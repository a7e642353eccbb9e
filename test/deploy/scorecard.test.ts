/** What OpenSSF Scorecard would look for in files, beside the workflows: docs/decisions/release.md has the list. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { files, imports, packages, ROOT, read } from "../repo/workspace.ts";

/** The first bytes of what runs without being read: ELF, Mach-O, Windows, Java, WebAssembly, archives. */
const RUNS = /^(?:7f454c46|feedfac[ef]|c[ef]faedfe|cafebabe|4d5a|0061736d|504b0304|1f8b|213c617263683e)/;

test("no file is a program or an archive that nobody can read", () => {
  const found = files().filter((file) =>
    RUNS.test(
      readFileSync(ROOT + file)
        .subarray(0, 8)
        .toString("hex"),
    ),
  );
  expect(found).toEqual([]);
});

test("the licence is one that is known", () => {
  expect(read("LICENSE")).toMatch(/^MIT License\n/);
});

test("SECURITY.md says where a weakness is reported, and how soon there is an answer", () => {
  const text = read("SECURITY.md");
  expect(text).toMatch(/https:\/\/\S+vulnerab/);
  expect(text).toMatch(/answer within/);
});

test("there are property tests of the packages that read what strangers write", () => {
  const fuzzed = packages().filter(({ folder }) =>
    imports(`${folder}test`).some(({ specifier }) => specifier === "fast-check"),
  );
  expect(fuzzed.map(({ manifest: { name } }) => name)).toEqual(
    expect.arrayContaining(["@countersign/core", "@countersign/server", "countersign"]),
  );
});

test("the page about it names each check once", () => {
  const page = read("docs/decisions/release.md");
  const checks = [
    [
      "Binary-Artifacts",
      "Branch-Protection",
      "CI-Tests",
      "CII-Best-Practices",
      "Code-Review",
      "Contributors",
    ],
    ["Dangerous-Workflow", "Dependency-Update-Tool", "Fuzzing", "License", "Maintained", "Packaging"],
    ["Pinned-Dependencies", "SAST", "SBOM", "Security-Policy", "Signed-Releases", "Token-Permissions"],
    ["Vulnerabilities", "Webhooks"],
  ].flat();
  expect(checks.filter((check) => page.split(check).length !== 2)).toEqual([]);
});
