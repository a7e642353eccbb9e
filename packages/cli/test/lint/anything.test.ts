import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LINT_RULES } from "../../src/lint/rules/index.ts";
import { lint } from "./files.ts";

const NAMES = [
  "a.js",
  "b.tsx",
  "c.html",
  "d.vue",
  ".env",
  ".gitignore",
  "package.json",
  "package-lock.json",
  "yarn.lock",
  "pnpm-lock.yaml",
];
const EXAMPLES = LINT_RULES.flatMap(({ examples }) =>
  [...examples.failing, ...examples.passing].flatMap(({ files }) => Object.values(files)),
);

/** Text with what the rules look for in it, cut anywhere. */
const piece = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    ..."<script> </script> <!-- --> { } ( ) ` ${ => = ; , . / * \n zoom mn iat exp role [!a] ** \\".split(
      " ",
    ),
  ),
  fc
    .tuple(fc.constantFrom(...EXAMPLES), fc.nat(), fc.nat(400))
    .map(([text, at, length]) => text.slice(at % text.length, (at % text.length) + length)),
);
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
const files = fc.dictionary(fc.constantFrom(...NAMES), text, { maxKeys: 4 });

test("any text in any file gives a report, the same each time", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(files, async (written) => {
      const report = await lint(written);
      expect(await lint(written)).toEqual(report);
      for (const { file, line, column } of report.findings) {
        const lines = (written[file] ?? "").replace(/^\ufeff/, "").split("\n");
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
      }
    }),
    { numRuns: 400 },
  );
});

describe("nested deeper than a stack is", () => {
  test.each<[string, string, string]>([
    ["brackets", "(", ")"],
    ["lists", "[", "]"],
    ["objects", "({a:", "})"],
    ["templates", "`${", "}`"],
    ["functions", "a=>", ""],
    ["sums", "1+", ""],
    ["conditions", "a?b:", ""],
    ["members", "a.b.", ""],
    ["comments of a page", "<!--", ""],
  ])("%s", async (_name, open, close) => {
    const deep = `"zoom";${open.repeat(20_000)}1${close.repeat(20_000)}`;
    const report = await lint({
      "a.js": deep,
      "b.ts": deep,
      "c.html": `<script>${deep}</script>`,
      ".gitignore": deep,
    });
    expect(report.findings).toEqual([]);
    expect(report.filesRead).toEqual([".gitignore", "a.js", "b.ts", "c.html"]);
  });
});
