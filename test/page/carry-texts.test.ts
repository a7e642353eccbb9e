/** The texts of core are taken out of the page's script and lie beside it as data. */
import { build } from "esbuild";
import { expect, test } from "vitest";
import {
  diagnose,
  EXAMPLE,
  evidenceOf,
  RULES,
  reportDocument,
} from "../../packages/core/src/diagnose/index.ts";
import { withoutPage } from "../../tools/build-tools.ts";
import { carryOut, carryTexts } from "../../tools/carry-texts.ts";

test.each<[string, string, string, unknown[]]>([
  ["a text", `const a = "fourteen or so";`, `const a = P(0);`, ["fourteen or so"]],
  ["a short one stays", `const a = "thirteen, no.";`, `const a = "thirteen, no.";`, []],
  ["what is escaped", `const a = "fourteen or\\n\\u0041\\"so";`, `const a = P(0);`, [`fourteen or\nA"so`]],
  ["a template without holes", "const a = `fourteen\\n\\`or so`;", "const a = P(0);", ["fourteen\n`or so"]],
  [
    "one with holes, and with another in one of them",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a program
    "const a = `one ${b ? `two of fourteen ${c}` : ''} three ${d, e} four`;",
    "const a = P(0, (b ? P(1, (c)) : ''), (d, e));",
    [
      ["one ", " three ", " four"],
      ["two of fourteen ", ""],
    ],
  ],
  ["a type", `const a = b as "fourteen or so";`, `const a = b as "fourteen or so";`, []],
  ["a name", `const a = { "fourteen or so": 1 };`, `const a = { "fourteen or so": 1 };`, []],
  ["a module", `import a from "fourteen or so";`, `import a from "fourteen or so";`, []],
  ["a tagged template", "const a = b`fourteen or so`;", "const a = b`fourteen or so`;", []],
  [
    "a rule: its check stays, all else is data",
    `defineRule({ id: "r", check(a) { return "fourteen or so"; }, why: "because of fourteen" })`,
    `defineRule({ ...P(0), check(a) { return P(1); } })`,
    [{ id: "r", title: "R" }, "fourteen or so"],
  ],
])("%s", (_, source, wanted, texts) => {
  const carried: unknown[] = [];
  const program = carryOut("a.ts", source, carried, (id) => ({ id, title: "R" }));
  expect(program.replaceAll("/* @__PURE__ */ carriedText", "P")).toBe(wanted);
  expect(carried).toEqual(texts);
});

test("every report reads the same with the texts carried", async () => {
  const carried: unknown[] = [];
  const { outputFiles } = await build({
    entryPoints: ["packages/core/src/diagnose/index.ts"],
    bundle: true,
    format: "esm",
    write: false,
    plugins: [carryTexts(carried, `${process.cwd()}/apps/web/src/tools/words.ts`, withoutPage)],
  });
  Object.assign(globalThis, {
    document: { getElementById: () => ({ textContent: JSON.stringify(carried) }) },
  });
  const program = `data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? "")}`;
  const carrying = (await import(program)) as {
    diagnose: typeof diagnose;
    reportDocument: typeof reportDocument;
  };
  const examples = RULES.flatMap(({ examples: { failing, passing } }) => [...failing, ...passing]);
  expect(examples.length).toBeGreaterThan(300);
  expect(carried.length).toBeGreaterThan(300);
  for (const example of examples) {
    // A clock for those that name none: the two are computed one after the other.
    const evidence = { now: EXAMPLE.now, ...evidenceOf(example) };
    const report = diagnose(evidence);
    expect(carrying.diagnose(evidence)).toEqual(report);
    expect(carrying.reportDocument(report)).toEqual(reportDocument(report));
  }
}, 60_000);
