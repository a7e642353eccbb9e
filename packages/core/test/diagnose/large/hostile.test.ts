import { expect, it } from "vitest";
import { diagnose } from "../../../src/diagnose/diagnose.ts";
import type { Evidence } from "../../../src/diagnose/evidence.ts";
import { EXAMPLE, evidenceOf } from "../../../src/diagnose/example.ts";
import { RULES } from "../../../src/diagnose/rules/index.ts";
import { BEYOND_ASCII, type Random, seeded } from "../../random.ts";
import { pick } from "./parameters.ts";
import { size, TIMEOUT } from "./size.ts";

/** In blocks, each of which can be run again alone. */
const COUNT = size(2_500, 100_000);
const BLOCKS = Array.from({ length: size(2, 10) }, (_, block) => block);

/** Evidence that people and rules have thought of, to be damaged from there. */
const SEEDS: readonly Evidence[] = RULES.flatMap(({ examples }) =>
  [...examples.failing, ...examples.passing].map(evidenceOf),
);

/** Made anew each time, as they are damaged too. */
const odd = (): readonly unknown[] => [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.MAX_SAFE_INTEGER + 2,
  1n,
  "",
  " ",
  "\u0000",
  "\ud800",
  "[object Object]",
  "{}",
  "e30.e30.e30",
  "...",
  "=".repeat(99),
  [],
  [[[]]],
  {},
  { signature: { signature: "x" } },
  Object.create(null),
  new Date(Number.NaN),
  new Map([[1, 2]]),
  Symbol.iterator,
  () => 1,
  /x/,
  { ...EXAMPLE.payload },
];

const PARTS = [
  "signature",
  "credentials",
  "expected",
  "client",
  "joinCall",
  "error",
  "now",
  "clockOffset",
  "app",
  "meeting",
  "works",
] as const;

type Damage = (evidence: Record<string, unknown>, random: Random) => void;

const DAMAGES: readonly Damage[] = [
  (evidence, random) => {
    evidence[pick(random, PARTS)] = pick(random, odd());
  },
  (evidence, random) => {
    const part = evidence[pick(random, PARTS)];
    if (typeof part !== "object" || part === null) return;
    const name = pick(random, [...Object.keys(part), "x"]);
    Object.assign(part, { [name]: pick(random, odd()) });
  },
  (evidence, random) => {
    evidence.signature = textDamaged(textOf(evidence.signature), random);
  },
  (evidence, random) => {
    evidence.signature = claimDamaged(evidence.signature, random);
  },
  (evidence, random) => {
    const other = structuredOf(pick(random, SEEDS));
    const part = pick(random, PARTS);
    evidence[part] = other[part];
  },
  (evidence, random) => {
    evidence.error = {
      code: pick<unknown>(random, [random.whole(0, 11_000), String(random.whole(0, 700)), "x"]),
      message: random.text(BEYOND_ASCII, random.whole(0, 30)),
    };
  },
];

/** A copy that can be changed, of the two levels that are changed. */
function structuredOf(evidence: Evidence): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(evidence).map(([name, part]) => [
      name,
      typeof part === "object" && part !== null && Object.getPrototypeOf(part) === Object.prototype
        ? { ...part }
        : part,
    ]),
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function textDamaged(text: string, random: Random): string {
  const at = random.whole(0, text.length);
  const end = at + random.whole(0, 12);
  return text.slice(0, at) + random.text(BEYOND_ASCII, random.whole(0, 8)) + text.slice(end);
}

function claimDamaged(signature: unknown, random: Random): string {
  const payload = { ...EXAMPLE.payload, [pick(random, Object.keys(EXAMPLE.payload))]: pick(random, odd()) };
  const [header = "", , mac = ""] = textOf(signature).split(".");
  return `${header}.${Buffer.from(json(payload)).toString("base64url")}.${mac}`;
}

function json(value: unknown): string {
  return JSON.stringify(value, (_, inside) => (typeof inside === "bigint" ? String(inside) : inside)) ?? "";
}

function damaged(random: Random): Evidence {
  const evidence = structuredOf(pick(random, SEEDS));
  for (let times = random.whole(1, 3); times > 0; times--) pick(random, DAMAGES)(evidence, random);
  // Computing what mistake was made is tried elsewhere, and would take most of the time here.
  if (random.whole(0, 199) !== 0) evidence.credentials = { sdkKey: EXAMPLE.sdkKey };
  return evidence as Evidence;
}

it.each(BLOCKS)(
  `${COUNT} damaged inputs, block %i: it answers each, and no rule breaks`,
  { timeout: TIMEOUT },
  (block) => {
    const random = seeded(1_763_949_600 + block);
    for (let turn = 0; turn < COUNT; turn++) {
      const evidence = damaged(random);
      const report = diagnose(evidence);
      const broken = report.notChecked.filter(({ missing }) => missing.length === 0).map(({ rule }) => rule);
      if (broken.length > 0) expect.fail(`turn ${turn}: ${broken.join()}`);
      if (turn % 50 === 0) expect(() => JSON.stringify(report)).not.toThrow();
    }
  },
);
