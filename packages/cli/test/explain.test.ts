import { describe, expect, test } from "vitest";
import { PAGE_FAMILIES, pagesOf } from "../src/explain/families.ts";
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
    const json = [explained, ...pagesOf(code).map(({ data }) => data)];
    expect({ exit, stderr, json: JSON.parse(stdout) }).toEqual({ exit: 0, stderr: "", json });
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
  expect(JSON.parse(json)).toEqual(
    [...EXPLAINERS, ...PAGE_FAMILIES].map(({ kind, codes }) => ({ kind, codes })),
  );
});

describe("rules of the doctor and errors of Zoom's", () => {
  const pages = PAGE_FAMILIES.flatMap((family) => family.codes.map((code) => ({ code, family })));

  test.each(pages)("$code is listed with its title and has a page", async ({ code, family }) => {
    const { exit, stdout, stderr } = await run(["explain", "--", code]);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    expect(stdout).toContain("Known");
    expect(family.titleOf(code)).not.toBe("");
    expect((await run(["explain"])).stdout).toContain(`\n  ${code.padEnd(28)}${family.titleOf(code)}\n`);
    expect(JSON.parse((await run(["explain", "--json", "--", code])).stdout)).toContainEqual(
      JSON.parse(JSON.stringify(family.pageOf(code)?.data)),
    );
  });

  test("a text that Zoom shows leads to its code", async () => {
    const { stdout } = await run(["explain", "signature is invalid"]);
    expect(stdout.split("\n")[0]).toBe("Zoom's error 3712");
  });

  test("an error says what the SDK shows", async () => {
    const { stdout } = await run(["explain", "3705"]);
    expect(stdout).toContain("What is shown: `The signature has expired.`\n");
  });
});
