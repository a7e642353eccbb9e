import { expect, test } from "vitest";
import { evidenceOfEntry } from "../../apps/web/src/tools/book.ts";
import { diagnose, RULES, ZOOM_ERRORS } from "../../packages/core/src/diagnose/index.ts";
import { buildBook } from "../../tools/build-book.ts";

const book = JSON.parse(JSON.stringify(await buildBook())) as Awaited<ReturnType<typeof buildBook>>;

test("it has every rule and every code, each with a page", () => {
  expect(book.rules.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
  expect(new Set(book.errors.map(({ code }) => code))).toEqual(new Set(ZOOM_ERRORS.map(({ code }) => code)));
  for (const { page, title } of [...book.rules, ...book.errors]) {
    expect(page.length).toBeGreaterThan(2);
    expect(title).not.toBe("");
  }
});

test("every example survives being written down and gives its rule's finding", () => {
  for (const [index, rule] of RULES.entries()) {
    rule.examples.failing.forEach(({ name, finding }, at) => {
      const entry = book.rules[index]?.examples[at];
      if (!entry) throw new Error(`${rule.id} has no example ${at}`);
      const found = diagnose(evidenceOfEntry(entry)).findings.find((one) => one.rule === rule.id);
      expect({ rule: rule.id, name, ...found }).toMatchObject({ rule: rule.id, name, ...finding });
    });
  }
});

test("the right signature is right", () => {
  expect(diagnose(evidenceOfEntry(book.right))).toMatchObject({ outcome: "ok", findings: [] });
});
