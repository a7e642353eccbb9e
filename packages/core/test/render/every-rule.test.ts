import { describe, expect, it } from "vitest";
import { diagnose } from "../../src/diagnose/diagnose.ts";
import { EXAMPLE, evidenceOf } from "../../src/diagnose/example.ts";
import { RULES } from "../../src/diagnose/rules/index.ts";
import { toMarkdown } from "../../src/render/markdown.ts";
import { reportDocument } from "../../src/render/report.ts";
import { ruleDocument } from "../../src/render/rule.ts";
import { toSegments } from "../../src/render/segments.ts";
import { toTerminal } from "../../src/render/terminal.ts";
import { widthOf } from "../../src/render/width.ts";

const examples = RULES.flatMap((rule) =>
  rule.examples.failing.map((example) => ({ id: rule.id, rule, example, name: example.name })),
);

/** Everything in an example's evidence that is secret: secrets, tokens, MACs. */
function privateOf(evidence: ReturnType<typeof evidenceOf>): string[] {
  const { signature, credentials, works } = evidence;
  const tokens = [signature, works].filter((token) => typeof token === "string");
  const macs = tokens.flatMap((token) => token.split(".").slice(2));
  return [
    EXAMPLE.sdkSecret,
    credentials?.sdkSecret,
    ...Object.values(credentials?.others ?? {}),
    ...tokens,
    ...macs,
  ]
    .filter((text) => text !== undefined)
    .filter((text) => text.length >= 12 && !/^\[object/.test(text));
}

describe.each(examples)("$id: $name", ({ rule, example }) => {
  const evidence = evidenceOf(example);
  const report = diagnose(evidence);
  const document = reportDocument(report);
  const shared = reportDocument(report, { share: true });
  const outputs = [
    toTerminal(document),
    toMarkdown(document),
    toMarkdown(shared),
    toSegments(document)
      .map(({ text }) => text)
      .join(""),
    toMarkdown(ruleDocument(rule)),
    toTerminal(ruleDocument(rule)),
    JSON.stringify(report),
  ];

  it("says the verdict, the way out and where more stands", () => {
    const text = toTerminal(document, { width: 100 }).replace(/\s+/g, "");
    for (const words of [
      rule.title,
      example.finding.message.slice(1),
      `countersign explain ${report.verdict?.rule}`,
    ]) {
      expect(text).toContain(words.replace(/\s+/g, ""));
    }
  });

  it.each([40, 60, 80, 100])("fits into %i columns, with the carets under what they point at", (width) => {
    const lines = toTerminal(document, { width }).split("\n");
    expect(lines.filter((line) => widthOf(line) > width)).toEqual([]);
    for (const [index, line] of lines.entries()) {
      if (!/^ +\^+$/.test(line)) continue;
      const above = lines[index - 1] ?? "";
      expect(above.length).toBeGreaterThanOrEqual(line.length);
      expect(above.slice(line.indexOf("^"), line.length).trim()).not.toBe("");
    }
  });

  it("says the same in colour and without", () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with it
    expect(toTerminal(document, { colour: true }).replace(/\u001b\[[\d;]+m/g, "")).toBe(toTerminal(document));
  });

  it("shows no secret, no signature and no part of one", () => {
    for (const text of outputs) for (const secret of privateOf(evidence)) expect(text).not.toContain(secret);
  });

  it("shows no key, no meeting number when it is shared", () => {
    const text = toMarkdown(shared);
    expect(text).not.toContain(EXAMPLE.sdkKey);
    const times = [...text.matchAll(/(?<!\d)\d{9,11}(?!\d)/g)].map(([digits]) => Number(digits));
    expect(times.filter((seconds) => Math.abs(seconds - EXAMPLE.now) > 400 * 86_400)).toEqual([]);
  });
});
