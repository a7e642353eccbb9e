import { describe, expect, test } from "vitest";
import { EXPLAINERS, explainCode } from "../src/explain/index.ts";
import { run } from "./world.ts";

const codes = EXPLAINERS.flatMap((explainer) => explainer.codes);

describe("every code", () => {
  test("is in one family only", () => {
    expect(codes).toEqual([...new Set(codes)]);
  });

  test.each(codes)("%s says what is seen, why, and what to do", async (code) => {
    const [explained] = explainCode(code);
    const { exit, stdout, stderr } = await run(["explain", code, "--json"]);
    expect({ exit, stderr, json: JSON.parse(stdout) }).toEqual({ exit: 0, stderr: "", json: [explained] });
    for (const text of [explained?.title, explained?.see, explained?.why, explained?.todo]) {
      expect(text).toMatch(/^\S[\s\S]{8,}\S$/);
    }
  });
});

test("in words", async () => {
  expect(await run(["explain", "times-missing"])).toEqual({
    exit: 0,
    stdout: `times-missing (an answer of verify)
It does not say when it was made or when it ends

what you see
  \`iat\` or \`exp\` is missing, or is text.

why
  Zoom wants both, as numbers in seconds since 1970.

what to do
  Set \`iat\`, \`exp\` and \`tokenExp\` as whole numbers.
`,
    stderr: "",
  });
});

test("without a code, all of them", async () => {
  const { exit, stdout } = await run(["explain"]);
  expect(exit).toBe(0);
  expect(codes.filter((code) => !stdout.includes(`\n  ${code} `))).toEqual([]);
  const { stdout: json } = await run(["explain", "--json"]);
  expect(JSON.parse(json)).toEqual(EXPLAINERS.map(({ kind, codes }) => ({ kind, codes })));
});
