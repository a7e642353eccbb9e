import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagnose } from "../../src/diagnose/diagnose.ts";
import { evidenceOf } from "../../src/diagnose/example.ts";
import type { Block } from "../../src/render/document.ts";
import { toMarkdown } from "../../src/render/markdown.ts";
import { reportDocument } from "../../src/render/report.ts";
import { toSegments } from "../../src/render/segments.ts";
import { toTerminal } from "../../src/render/terminal.ts";
import { widthOf } from "../../src/render/width.ts";

const inMilliseconds = diagnose(
  evidenceOf({ name: "", payload: { iat: 1_763_949_570_000, exp: 1_763_956_770_000 }, evidence: {} }),
);
const withoutOpen = { ...inMilliseconds, notChecked: [] };

describe("a report", () => {
  it("in 80 columns", () => {
    expect(toTerminal(reportDocument(withoutOpen))).toBe(`Refused: Times are in milliseconds

What is wrong (proven)
  \`iat\` is \`1763949570000\`, which in seconds lies past the year 9999.
  In the payload, at \`iat\`:
    …acters)","mn":"87270695528","role":0,"iat":1763949570000,"exp":17639567700…
                                          ^^^^^^^^^^^^^^^^^^^

What to do
  Divide by 1000 and drop the fraction: \`iat: 1763949570\`. The same goes for
  every time in the payload.

  More on this: \`countersign explain times-in-milliseconds\`
`);
  });

  it("in 40 columns", () => {
    expect(toTerminal(reportDocument(withoutOpen), { width: 40 })).toBe(`Refused: Times are in milliseconds

What is wrong (proven)
  \`iat\` is \`1763949570000\`, which in
  seconds lies past the year 9999.
  In the payload, at \`iat\`:
    …,"role":0,"iat":1763949570000,"exp…
               ^^^^^^^^^^^^^^^^^^^

What to do
  Divide by 1000 and drop the fraction:
  \`iat: 1763949570\`. The same goes for
  every time in the payload.

  More on this: \`countersign explain
  times-in-milliseconds\`
`);
  });

  it("where time is the matter: in the order of time, with Zoom's window", () => {
    const expired = diagnose(evidenceOf({ name: "", evidence: { now: 1_763_960_370 } }));
    expect(toTerminal(reportDocument({ ...expired, notChecked: [] }))).toContain(`
Time
  In order of time: issued 3 hours ago; expiry 1 hour ago; now, 2025-11-24
  04:59:30 UTC. Zoom wants an expiry more than 30 minutes and at most 48 hours
  after the issue; here it is 2 hours.
`);
  });

  it("of a right signature says first what was not looked at", () => {
    const right = diagnose(evidenceOf({ name: "", evidence: { credentials: {} } }));
    const [title, words] = reportDocument(right);
    expect([title, words]).toEqual([
      { kind: "title", tone: "good", text: "Nothing wrong was found" },
      {
        kind: "text",
        text: "Whether it was made with the right secret was not checked: no secret was given.",
      },
    ]);
  });

  it("asks for evidence in the reader's terms", () => {
    const report = diagnose(evidenceOf({ name: "", evidence: { credentials: {} } }));
    const text = toTerminal(reportDocument(report, { give: (path) => `<${path}>` }), { width: 100 });
    expect(text).toContain("the SDK secret (<credentials.sdkSecret>)");
  });
});

const words = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), fc.lorem());
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom("heading", "text", "item"), text: words }) as fc.Arbitrary<Block>,
  fc.record({
    kind: fc.constant("title"),
    tone: fc.constantFrom("bad", "good"),
    text: words,
  }) as fc.Arbitrary<Block>,
  fc.record({
    kind: fc.constant("pointed"),
    label: words,
    before: words,
    piece: words,
    after: words,
  }) as fc.Arbitrary<Block>,
);

describe("whatever the words", () => {
  it("no line of a terminal is too long, and nothing acts on it", () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), fc.integer({ min: 32, max: 100 }), (document, width) => {
        const text = toTerminal(document, { width });
        const tooLong = text.split("\n").filter((line) => widthOf(line) > width);
        expect(tooLong).toEqual([]);
        expect(text).not.toMatch(/(?!\n)\p{Cc}|[\u200e\u200f\u2028-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  it("markdown holds no tag, and segments hold every word", () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), (document) => {
        const prose = toMarkdown(document).replace(/```[\s\S]*?```|`[^`\n]*`/g, "");
        expect(prose).not.toMatch(/(?<!\\)(?:\\\\)*<[a-z/!]/i);
        expect(toSegments(document).at(-1)).toEqual(
          document.length > 0 ? { kind: "end", text: "\n" } : undefined,
        );
      }),
    );
  });
});

it("words from outside stay words in markdown", () => {
  const text = "<img src=x> [a](http://b) *c* _d_ e_f @g # h `<i>` ```";
  expect(toMarkdown([{ kind: "text", text }])).toBe(
    "\\<img src=x\\> \\[a\\](http://b) \\*c\\* \\_d\\_ e_f \\@g # h `<i>` \\`\\`\\`\n",
  );
});
