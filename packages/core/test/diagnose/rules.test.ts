import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { diagnose } from "../../src/diagnose/diagnose.ts";
import { EXAMPLE, evidenceOf } from "../../src/diagnose/example.ts";
import { RULES } from "../../src/diagnose/rules/index.ts";

const folder = new URL("../../src/diagnose/rules/", import.meta.url);

it("every file is a rule in the registry, under its own name", () => {
  const files = readdirSync(folder).filter((file) => file !== "index.ts");
  expect(RULES.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
});

it("what every example is made of is right", () => {
  const report = diagnose(evidenceOf({ name: "nothing replaced" }));
  expect(report.findings).toEqual([]);
  expect(report.outcome).toBe("ok");
  expect(report.verdict).toBeNull();
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  it.each(rule.examples.failing.map((example) => [example.name, example] as const))(
    "finds: %s",
    (_, example) => {
      const { findings } = diagnose(evidenceOf(example));
      const docs = `docs/rules/${id}.md`;
      expect(findings).toEqual([{ rule: id, cause: rule.cause, docs, ...example.finding }]);
    },
  );

  it.each(rule.examples.passing.map((example) => [example.name, example] as const))(
    "lets pass: %s",
    (_, example) => {
      expect(diagnose(evidenceOf(example)).findings).toEqual([]);
    },
  );

  it("shows no key and no secret", () => {
    for (const example of [...rule.examples.failing, ...rule.examples.passing]) {
      const text = JSON.stringify(diagnose(evidenceOf(example)));
      expect(text).not.toContain(EXAMPLE.sdkSecret);
      expect(text).not.toContain(EXAMPLE.sdkKey);
    }
  });

  it("is written as rules are: message in lower case, no full stop, no advice field left empty", () => {
    for (const { finding } of rule.examples.failing) {
      expect(finding.message).not.toMatch(/^(?!Zoom)[A-Z]|\.$/);
      expect(finding.help).toMatch(/^[A-Z].*[.]$/s);
    }
    for (const { read, url } of rule.sources) {
      expect(read).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(() => new URL(url)).not.toThrow();
    }
  });
});
