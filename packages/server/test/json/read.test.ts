import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readJson } from "../../src/json/read.ts";
import { JsonError, type JsonValue } from "../../src/json/value.ts";

const LIMITS = { depth: 8, keys: 16 };
const WIDE = { depth: 1000, keys: 1000 };

function plain(value: JsonValue): unknown {
  switch (value.kind) {
    case "string":
      return value.text;
    case "number":
      return Number(value.literal);
    case "boolean":
      return value.value;
    case "null":
      return null;
    case "array":
      return value.items.map(plain);
    case "object":
      return Object.fromEntries([...value.members].map(([name, member]) => [name, plain(member)]));
  }
}

function read(text: string, limits = WIDE): { value: unknown } | { problem: string; at: number } {
  try {
    return { value: plain(readJson(text, limits)) };
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return { problem: error.problem, at: error.at };
  }
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

describe("beside JSON.parse", () => {
  const forbidden = new Set(["__proto__", "constructor", "prototype"]);
  const key = fc.string({ unit: "grapheme" }).filter((name) => !forbidden.has(name));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      fc.string({ unit: "grapheme" }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("tree")),
      fc.dictionary(key, tie("tree")),
    ),
  }));

  test("reads what JSON.stringify writes, alike", () => {
    fc.assert(
      fc.property(tree, fc.constantFrom(undefined, 1, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(read(text)).toEqual(parse(text));
      }),
      { numRuns: 500 },
    );
  });

  const fragment = fc.constantFrom(
    ..."{}[],:\"\\-+.0123456789eE tfnu\n\t\r\u0000\ufeff/*'",
    ...["true", "false", "null", '"a"', '"b"', "\\u0041", "\\ud800", "1.5", "-0", '{"a":1}', "[1]", "NaN"],
  );

  test("accepts nothing that JSON.parse refuses, and says a reason of its own for what only it refuses", () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        const ours = read(text);
        const theirs = parse(text);
        if ("value" in ours) {
          accepted += 1;
          expect(ours).toEqual(theirs);
        } else if (theirs) {
          const onlyOurs = ours.problem === "json-key-duplicate" || /\\ud800/i.test(text);
          expect([text, onlyOurs]).toEqual([text, true]);
        }
      }),
      { numRuns: 5000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  // Lone surrogates and control characters among them.
  const codeUnits = fc
    .array(fc.oneof(fc.nat(0x7f), fc.nat(0xffff)), { maxLength: 100 })
    .map((units) => String.fromCharCode(...units));

  test("throws nothing but its own error, whatever the text", () => {
    fc.assert(
      fc.property(codeUnits, (text) => {
        read(text, LIMITS);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("what only this reader does", () => {
  test.each(["1", "1.0", "1e0", "-0", "1E+2", "0.10"])("keeps the spelling of %s", (literal) => {
    expect(readJson(literal, LIMITS)).toEqual({ kind: "number", literal });
  });

  const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
  const keys = (count: number) =>
    `{${Array.from({ length: count }, (_, index) => `"k${index}":0`).join(",")}}`;

  test.each([
    ['{"a":1,"a":1}', { problem: "json-key-duplicate", at: 10 }],
    ['{"a":1,"\\u0061":1}', { problem: "json-key-duplicate", at: 15 }],
    ['{"__proto__":1}', { problem: "json-key-forbidden", at: 12 }],
    ['{"\\u005f_proto__":1}', { problem: "json-key-forbidden", at: 17 }],
    ['{"a":{"constructor":1}}', { problem: "json-key-forbidden", at: 19 }],
    ['[{"prototype":1}]', { problem: "json-key-forbidden", at: 13 }],
    ['"\\ud800"', { problem: "json-invalid", at: 8 }],
    ['"\\udc00\\ud800"', { problem: "json-invalid", at: 14 }],
    [nested(9), { problem: "json-too-deep", at: 8 }],
    [nested(100_000), { problem: "json-too-deep", at: 8 }],
    [keys(17), { problem: "json-keys-too-many", at: 124 }],
  ])("refuses %.40s", (text, problem) => {
    expect(read(text, LIMITS)).toEqual(problem);
  });

  test.each([nested(8), keys(16), '"\\ud83d\\ude00"'])("takes %.40s", (text) => {
    expect(read(text, LIMITS)).toEqual(parse(text));
  });
});
