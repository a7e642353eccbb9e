import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare } from "../../src/diagnose/compare/compare.ts";
import { EXAMPLE, type Example, evidenceOf } from "../../src/diagnose/example.ts";
import { RULES } from "../../src/diagnose/rules/index.ts";
import { comparisonDocument } from "../../src/render/comparison.ts";
import { toMarkdown } from "../../src/render/markdown.ts";
import { toTerminal } from "../../src/render/terminal.ts";

type Change = Omit<Example, "name">;
const token = (change: Change): unknown => evidenceOf({ name: "", ...change }).signature;
const now = EXAMPLE.now;
const secret = { now, credentials: { sdkKey: EXAMPLE.sdkKey, sdkSecret: EXAMPLE.sdkSecret } };
const later = { iat: 1_763_949_580, exp: 1_763_958_000, tokenExp: 1_763_958_000 };

describe("one difference explains it", () => {
  it.each<[string, Change, Change, string]>([
    ["milliseconds", {}, { payload: { iat: 1_763_949_570_000 } }, "times-in-milliseconds"],
    ["no mn", {}, { payload: { mn: undefined } }, "mn-missing"],
    [
      "milliseconds, beside what does not matter",
      { payload: later },
      {
        headerText: '{ "typ":"JWT","alg":"HS256" }',
        payload: { exp: 1_763_956_770_000, mn: 87_270_695_528 },
      },
      "times-in-milliseconds",
    ],
    ["quotes", {}, { pass: (text) => `"${text}"` }, "quotes-around-signature"],
    ["a promise", {}, { pass: () => Promise.resolve("") }, "signature-is-promise"],
    [
      "both expired, one without role",
      { payload: { iat: 1_763_900_000, exp: 1_763_903_000, tokenExp: 1_763_903_000 } },
      { payload: { iat: 1_763_900_000, exp: 1_763_903_000, tokenExp: 1_763_903_000, role: undefined } },
      "role-missing",
    ],
    ["another secret, which is known", {}, { secret: "anotherSecretAltogether012345678" }, "secret-mismatch"],
  ])("%s", (_, working, failing, rule) => {
    const { outcome, explanation, differences } = compare(token(working), token(failing), secret);
    expect({ outcome, rule: explanation?.rule }).toEqual({ outcome: "explained", rule });
    const explains = differences.filter(({ matters }) => matters === "explains");
    expect(explains.every(({ at }) => at === explanation?.at)).toBe(true);
    expect(differences.findIndex(({ matters }) => matters === "explains")).toBe(explains.length > 0 ? 0 : -1);
  });

  it("the same claims with another MAC, without any secret", () => {
    const { outcome, explanation } = compare(
      token({}),
      token({ secret: "anotherSecretAltogether012345678" }),
      { now },
    );
    expect({
      outcome,
      at: explanation?.at,
      certainty: explanation?.certainty,
      rule: explanation?.rule,
    }).toEqual({ outcome: "explained", at: "mac", certainty: "proven", rule: null });
  });

  it.each(
    RULES.map(({ id, examples }) => [id, examples.failing[0]] as const).filter(
      // What is wrong beside the signature is wrong with both.
      ([, { evidence, pass, payload, header, secret: signed, payloadText, headerText }]) =>
        evidence === undefined && (pass || payload || header || signed || payloadText || headerText),
    ),
  )("as the rule %s has it", (id, example) => {
    const { explanation } = compare(token({}), token(example), secret);
    expect(explanation?.rule).toBe(id);
  });
});

describe("no difference explains it", () => {
  it.each<[string, Change, Change, [at: string, matters: string][]]>([
    ["the same", {}, {}, []],
    [
      "made later, for longer",
      {},
      { payload: later },
      [
        ["payload.iat", "none"],
        ["payload.exp", "none"],
        ["payload.tokenExp", "none"],
        ["mac", "none"],
      ],
    ],
    [
      "the order of claims",
      {},
      { payloadText: JSON.stringify(Object.fromEntries(Object.entries(EXAMPLE.payload).reverse())) },
      [
        ["payload", "none"],
        ["mac", "none"],
      ],
    ],
    [
      "spaces in the header",
      {},
      { headerText: '{ "alg": "HS256", "typ": "JWT" }' },
      [
        ["header", "none"],
        ["mac", "none"],
      ],
    ],
    [
      "the number as a number",
      {},
      { payload: { mn: 87_270_695_528 } },
      [
        ["payload.mn", "none"],
        ["mac", "none"],
      ],
    ],
    [
      "another meeting and role",
      {},
      { payload: { mn: "81234567890", role: 1 } },
      [
        ["payload.mn", "may"],
        ["payload.role", "may"],
        ["mac", "none"],
      ],
    ],
  ])("%s", (_, working, failing, expected) => {
    const { outcome, differences } = compare(token(working), token(failing), secret);
    expect(outcome).toBe("unproven");
    expect(differences.map(({ at, matters }) => [at, matters])).toEqual(expected);
  });

  it("another meeting, each for its own", () => {
    const evidence = { ...secret, expected: { meetingNumber: "812 3456 7890" } };
    const { differences } = compare(token({}), token({ payload: { mn: "81234567890" } }), evidence);
    expect(differences.map(({ at, matters }) => [at, matters])).toEqual([
      ["payload.mn", "none"],
      ["mac", "none"],
    ]);
  });
});

it("in words", () => {
  const comparison = compare(token({}), token({ payload: { role: undefined, mn: 87_270_695_528 } }), secret);
  expect(toTerminal(comparisonDocument(comparison)).split("\n").slice(0, 3)).toEqual([
    "This explains it: `role` is missing",
    "",
    "What is wrong with the failing one (proven)",
  ]);
  expect(toTerminal(comparisonDocument(comparison), { width: 100 })).toContain(
    '  - `payload.mn` is `"87270695528"` in the working one, `87270695528` in the failing one. The same\n    number, as text or as a number.',
  );
});

it("shows neither secret nor MAC, and no meeting number when shared", () => {
  for (const { examples } of RULES) {
    for (const example of examples.failing) {
      const failing = token(example);
      const comparison = compare(token({}), failing, secret);
      const texts = [
        toTerminal(comparisonDocument(comparison)),
        toMarkdown(comparisonDocument(comparison, { share: true })),
        JSON.stringify(comparison),
      ];
      const mac = typeof failing === "string" ? failing.split(".")[2] : undefined;
      for (const text of texts) {
        expect(text).not.toContain(EXAMPLE.sdkSecret);
        expect(text).not.toContain(EXAMPLE.sdkKey);
        if (mac !== undefined && mac.length > 12) expect(text).not.toContain(mac);
      }
      expect(texts[1]).not.toContain(EXAMPLE.meetingNumber);
    }
  }
});

it("never throws", () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), fc.anything(), (a, b, evidence) => {
      expect(compare(a, b, evidence as object).schema).toBe(1);
    }),
    { numRuns: 300 },
  );
});
