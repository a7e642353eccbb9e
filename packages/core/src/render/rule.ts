import { decodedOf } from "../diagnose/decoded.ts";
import { readEvidence } from "../diagnose/evidence.ts";
import { type Example, evidenceOf, type FailingExample } from "../diagnose/example.ts";
import { deriveFacts } from "../diagnose/facts.ts";
import { attempt, isPlainObject, type Plain, plain } from "../diagnose/plain.ts";
import type { Rule } from "../diagnose/rule.ts";
import { masked } from "../diagnose/words.ts";
import { type Block, type Document, heading, item, text } from "./document.ts";
import { pointedAt } from "./pointed.ts";

export interface RuleOptions {
  /** Only the first failing example: enough for a reader at a terminal. */
  readonly short?: boolean;
}

/** The page of a rule: what it is, why, how it looks, and where that is known from. */
export function ruleDocument(rule: Rule, { short = false }: RuleOptions = {}): Document {
  const { title, id, cause, why, sources, examples } = rule;
  const certainties = [...new Set(examples.failing.map(({ finding }) => finding.certainty))];
  const failing = short ? examples.failing.slice(0, 1) : examples.failing;
  return [
    { kind: "title", tone: "plain", text: title },
    text(`Rule \`${id}\`. Cause: \`${cause}\`. How sure it is: ${certainties.join(", ")}.`),
    heading("Why"),
    text(why),
    ...failing.flatMap(failingBlocks),
    ...(short ? [] : passingBlocks(examples.passing)),
    heading("Known from"),
    ...sources.map(({ url, says, read }) => item(`${says} ${url} (read ${read})`)),
  ];
}

function failingBlocks(example: FailingExample): Block[] {
  const { at, message, help } = example.finding;
  const facts = deriveFacts(readEvidence(evidenceOf(example)));
  const pointed = pointedAt(at, decodedOf(facts));
  return [
    heading(`Wrong: ${example.name}`),
    ...changesOf(example).map(item),
    ...(pointed ? [pointed] : []),
    text(`What is wrong: ${message}.`),
    text(`What to do: ${help}`),
  ];
}

function passingBlocks(examples: readonly Example[]): Block[] {
  if (examples.length === 0) return [];
  return [
    heading("Right"),
    ...examples.map((example) => {
      const changes = changesOf(example);
      return item(changes.length > 0 ? `${example.name}: ${changes.join("; ")}` : example.name);
    }),
  ];
}

/** What an example does to a right signature, and what it gives beside it. */
function changesOf({ header, payload, headerText, payloadText, secret, pass, evidence }: Example): string[] {
  const beside = Object.entries(evidence ?? {}).filter(([name]) => name !== "credentials");
  return [
    ...(headerText === undefined ? membersOf("header", header) : ["the header is other text"]),
    ...(payloadText === undefined ? membersOf("payload", payload) : ["the payload is other text"]),
    ...(secret === undefined ? [] : ["signed with another secret"]),
    ...(pass === undefined ? [] : [passedAs(pass)]),
    ...beside.map(([name, value]) => `\`${name}\` is ${written(name, plain(value))}`),
  ];
}

const STANDS_FOR_TOKEN = "header.payload.mac";

/** What is passed in place of the signature, where that can be shown without one. */
function passedAs(pass: (token: string) => unknown): string {
  const passed = attempt(() => plain(pass(STANDS_FOR_TOKEN)));
  if (passed === undefined || passed === null) return `\`${passed}\` is passed`;
  const written = typeof passed === "string" ? passed : JSON.stringify(passed);
  return written.includes(STANDS_FOR_TOKEN) && written.length <= 120
    ? `passed as \`${written.replaceAll("`", "?")}\``
    : "what is passed is not the signature as it was made";
}

function membersOf(part: string, members: { readonly [name: string]: unknown } = {}): string[] {
  return Object.entries(members).map(([name, value]) =>
    value === undefined
      ? `\`${part}.${name}\` is left out`
      : `\`${part}.${name}\` is ${written(name, plain(value))}`,
  );
}

const LONG = 40;
const PRIVATE = /secret|passw|zak|token$|^works$|key$/i;

function written(name: string, value: Plain): string {
  const json = JSON.stringify(safe(name, value)) ?? "undefined";
  return `\`${json.replaceAll("`", "?")}\``;
}

function safe(name: string, value: Plain): Plain {
  if (typeof value === "string") {
    return value.length > LONG || (PRIVATE.test(name) && value.length > 8) ? masked(value) : value;
  }
  if (isPlainObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, safe(member, inner)]));
  }
  return value;
}
