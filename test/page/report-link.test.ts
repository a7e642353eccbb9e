/** Reports in links: what a link may hold, and what is taken from one. */
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isReportLink, linkOf, readLink } from "../../apps/web/src/tools/report-link.ts";
import type { SharedReport } from "../../apps/web/src/tools/shared-report.ts";
import {
  compare,
  comparisonDocument,
  diagnose,
  type Evidence,
  EXAMPLE,
  evidenceOf,
  hiddenOf,
  RULES,
  reportDocument,
} from "../../packages/core/src/diagnose/index.ts";

const DAMAGED = "The link is damaged: it may have been cut where it was pasted.";
const NONE = "What is in the link is no report of this page.";
const LONG = "The link is longer than any that this page makes.";

const examples = RULES.flatMap((rule) =>
  rule.examples.failing.map((example) => ({
    id: rule.id,
    name: example.name,
    evidence: evidenceOf(example),
  })),
);
const right: Evidence = evidenceOf({ name: "right" });

/** As the page makes it. */
function reportOf(evidence: Evidence): SharedReport {
  const report = diagnose(evidence);
  const blocks = reportDocument(report, { share: true, hide: hiddenOf(evidence) });
  return { schema: 1, now: Math.floor(report.decoded.now), blocks };
}

function linkTo(value: unknown): string {
  return `#report=j.${Buffer.from(JSON.stringify(value)).toString("base64url")}`;
}

async function heldBy(link: string): Promise<string> {
  const read = await readLink(link);
  if (typeof read === "string") throw new Error(read);
  return JSON.stringify(read);
}

/** Every run of twelve characters in what may not be posted, and in what the parts of a token say of secrets. */
function runsOf({ signature, works, credentials }: Evidence): string[] {
  const tokens = [signature, works].filter((token) => typeof token === "string");
  const parts = tokens.flatMap((token) => token.split("."));
  const decoded = parts.flatMap((part) => secretsIn(Buffer.from(part, "base64url").toString()));
  const { sdkKey, sdkSecret, others = {} } = credentials ?? {};
  return [...tokens, ...parts, ...decoded, sdkKey, sdkSecret, ...Object.values(others)]
    .filter((text) => text !== undefined)
    .filter((text) => text !== "[object Object]" && text !== "[object Promise]")
    .flatMap((text) =>
      Array.from({ length: Math.max(0, text.length - 11) }, (_, start) => text.slice(start, start + 12)),
    );
}

function secretsIn(json: string): string[] {
  try {
    return Object.entries(JSON.parse(json) as object).flatMap(([name, value]) =>
      typeof value === "string" && /key|secret|passw|token|jti|id$/i.test(name) ? [value] : [],
    );
  } catch {
    return [];
  }
}

describe("a link of", () => {
  test.each(examples)(
    "$id: $name is short, holds the report and nothing that may not be posted",
    async ({ evidence }) => {
      const report = reportOf(evidence);
      const link = await linkOf(report);
      expect(link).toMatch(/^#report=z\.[\w-]+$/);
      expect(link.length).toBeLessThan(4000);
      expect(await readLink(link)).toEqual(report);
      const text = await heldBy(link);
      expect(runsOf(evidence).filter((run) => text.includes(run))).toEqual([]);
      expect(text).not.toMatch(/(?<![\d.])872\D?7069\D?5528/);
    },
  );

  test.each(examples)(
    "comparing with $id: $name holds nothing that may not be posted",
    async ({ evidence }) => {
      const made = compare(right.signature, evidence.signature, evidence);
      const both = { ...evidence, works: right.signature };
      const blocks = comparisonDocument(made, { share: true, hide: hiddenOf(both) });
      const text = await heldBy(await linkOf({ schema: 1, now: EXAMPLE.now, blocks }));
      expect(runsOf(both).filter((run) => text.includes(run))).toEqual([]);
      expect(text).not.toMatch(/(?<![\d.])872\D?7069\D?5528/);
    },
  );

  test("any evidence can be made", async () => {
    const claims = fc.dictionary(fc.string({ maxLength: 60 }), fc.jsonValue({ maxDepth: 1 }), {
      maxKeys: 60,
    });
    await fc.assert(
      fc.asyncProperty(claims, async (payload) => {
        const report = reportOf(evidenceOf({ name: "any", payload }));
        expect(await readLink(await linkOf(report))).toEqual(JSON.parse(JSON.stringify(report)));
      }),
      { numRuns: 100 },
    );
  }, 30_000);
});

test("what is no report is made into no link", async () => {
  await expect(linkOf({ schema: 1, now: 0, blocks: [] })).rejects.toThrow(TypeError);
});

test("where the browser cannot compress, the link is longer and says the same", async () => {
  const { CompressionStream, DecompressionStream } = globalThis;
  const report = reportOf(right);
  const compressed = await linkOf(report);
  try {
    Object.assign(globalThis, { CompressionStream: undefined, DecompressionStream: undefined });
    Reflect.deleteProperty(globalThis, "CompressionStream");
    Reflect.deleteProperty(globalThis, "DecompressionStream");
    const link = await linkOf(report);
    expect(link).toMatch(/^#report=j\.[\w-]+$/);
    expect(await readLink(link)).toEqual(report);
    expect(await readLink(compressed)).toBe("This browser cannot unpack the link; a newer one can.");
  } finally {
    Object.assign(globalThis, { CompressionStream, DecompressionStream });
  }
});

const title = { kind: "title", text: "Refused", tone: "bad" };
const good = { schema: 1, now: EXAMPLE.now, blocks: [title, { kind: "text", text: "why" }] };

test("the smallest report that is one", async () => {
  expect(await readLink(linkTo(good))).toEqual(good);
});

const withBlock = (block: unknown): unknown => ({ ...good, blocks: [title, block] });

test.each<[string, unknown]>([
  ["nothing", null],
  ["a text", "report"],
  ["a number", 1],
  ["a list", [good]],
  ["no members", {}],
  ["another schema", { ...good, schema: 2 }],
  ["a schema as text", { ...good, schema: "1" }],
  ["a member too many", { ...good, html: "<b>" }],
  ["a member too few", { schema: 1, blocks: good.blocks }],
  ["a time that is none", { ...good, now: "now" }],
  ["a time between seconds", { ...good, now: 0.5 }],
  ["a time before 1970", { ...good, now: -1 }],
  ["a time past the year 9999", { ...good, now: 253_402_300_800 }],
  ["no blocks", { ...good, blocks: [] }],
  ["blocks that are no list", { ...good, blocks: { 0: title, length: 1 } }],
  ["too many blocks", { ...good, blocks: [title, ...Array(200).fill({ kind: "text", text: "" })] }],
  ["no title", { ...good, blocks: [{ kind: "text", text: "why" }] }],
  ["a second title", withBlock(title)],
  ["a title of another tone", { ...good, blocks: [{ ...title, tone: "bad onclick" }] }],
  ["a title without tone", { ...good, blocks: [{ kind: "title", text: "Refused" }] }],
  ["a block that is none", withBlock(null)],
  ["a block that is a text", withBlock("<img src=x>")],
  ["a block that is a list", withBlock(["text", "why"])],
  ["a block of another kind", withBlock({ kind: "html", text: "<b>" })],
  ["a block named like a member of objects", withBlock({ kind: "constructor", text: "x" })],
  ["a listing", withBlock({ kind: "listing", language: "json", text: "{}" })],
  ["a block without text", withBlock({ kind: "text" })],
  ["a block with more", withBlock({ kind: "text", text: "why", href: "javascript:alert(1)" })],
  ["a text that is a number", withBlock({ kind: "text", text: 1 })],
  ["a text that is an object", withBlock({ kind: "item", text: { toString: "x" } })],
  ["a text that is too long", withBlock({ kind: "text", text: "x".repeat(8193) })],
  ["a place without surroundings", withBlock({ kind: "pointed", label: "in", piece: "x" })],
  ["a place in numbers", withBlock({ kind: "pointed", label: "in", before: "", piece: 1, after: "" })],
])("%s is no report", async (_what, value) => {
  expect(await readLink(linkTo(value))).toBe(NONE);
});

test("a member that would be a prototype is one too many", async () => {
  const json = JSON.stringify(good).replace('"schema"', '"__proto__":{"now":1},"schema"');
  expect(await readLink(`#report=j.${Buffer.from(json).toString("base64url")}`)).toBe(NONE);
});

const deflated = (bytes: Buffer | string): string =>
  `#report=z.${deflateSync(bytes, { level: 9 }).toString("base64url")}`;
const whole = deflated(JSON.stringify(good));

test.each<[string, string, string]>([
  ["nothing", "#report=", DAMAGED],
  ["no content", "#report=z.", DAMAGED],
  ["another form", `#report=x.${whole.slice(10)}`, DAMAGED],
  ["no form", `#report=${whole.slice(10)}`, DAMAGED],
  ["padding", `${whole}==`, DAMAGED],
  ["the other alphabet", "#report=j.e+/9", DAMAGED],
  ["percent signs", "#report=j.%7B%7D", DAMAGED],
  ["a text behind it", `${whole}&x=1`, DAMAGED],
  ["a length that no bytes have", "#report=j.e30eA", DAMAGED],
  ["no JSON", `#report=j.${Buffer.from("{").toString("base64url")}`, DAMAGED],
  ["no UTF-8", `#report=j.${Buffer.from([34, 0xff, 34]).toString("base64url")}`, DAMAGED],
  [
    "more after what was packed",
    `#report=z.${Buffer.concat([deflateSync("{}"), Buffer.from("more")]).toString("base64url")}`,
    DAMAGED,
  ],
  ["plain where it says packed", `#report=z.${linkTo(good).slice(10)}`, DAMAGED],
  ["packed where it says plain", `#report=j.${whole.slice(10)}`, DAMAGED],
  ["a small one that swells", deflated(Buffer.alloc(20_000_000, " ")), DAMAGED],
  ["too long a one", `#report=j.${"A".repeat(32_768)}`, LONG],
])("%s in a link is said in a sentence", async (_what, link, sentence) => {
  expect(isReportLink(link)).toBe(true);
  expect(await readLink(link)).toBe(sentence);
});

test("a link that was cut holds no report, and one that was changed none or the same", async () => {
  const link = await linkOf(good as SharedReport);
  for (let end = 8; end < link.length; end++) expect(await readLink(link.slice(0, end))).toBe(DAMAGED);
  // Some bits of it stand for nothing.
  for (let at = 8; at < link.length; at++) {
    const changed = `${link.slice(0, at)}${link[at] === "A" ? "B" : "A"}${link.slice(at + 1)}`;
    expect([DAMAGED, good]).toContainEqual(await readLink(changed));
  }
});

test("anything in a link ends in a report or a sentence", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.base64String(), fc.json()), async (text) => {
      for (const link of [
        `#report=${text}`,
        `#report=j.${Buffer.from(text).toString("base64url")}`,
        deflated(text),
      ]) {
        expect(typeof (await readLink(link))).toBe("string");
      }
    }),
  );
});
