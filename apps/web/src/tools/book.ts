import type { Document, Evidence } from "@countersign/core/diagnose";

/** All the texts that the page shows and does not compute, kept beside the script as data. */
export interface Book {
  readonly rules: readonly RuleEntry[];
  readonly errors: readonly ErrorEntry[];
  readonly languages: readonly LanguageEntry[];
  /** A signature with no mistake in it, of the same making as the examples. */
  readonly right: ExampleEntry;
}

export interface RuleEntry {
  readonly id: string;
  readonly title: string;
  readonly cause: string;
  readonly page: Document;
  readonly examples: readonly ExampleEntry[];
}

export interface ExampleEntry {
  readonly name: string;
  /** Evidence in JSON, made by `packed`. */
  readonly evidence: unknown;
}

export interface ErrorEntry {
  readonly code: number;
  readonly title: string;
  readonly page: Document;
}

export interface LanguageEntry {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  /** How it is run, and what it needs. */
  readonly note: string;
  readonly template: string;
}

let read: Promise<Book> | undefined;

/** Unpacked when it is first asked for: plain, it would be two thirds of the page and be in the way of its first paint. */
export function book(): Promise<Book> {
  read ??= unzipped(document.getElementById("book")?.textContent ?? "");
  return read;
}

async function unzipped(base64: string): Promise<Book> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return (await new Response(text).json()) as Book;
}

/** Stands for a value that JSON has none for. */
interface Stand {
  readonly $is: string;
}

/** Examples hold what callers pass by mistake: undefined, a promise, a function. */
export function packed(value: unknown): unknown {
  if (value === undefined) return { $is: "undefined" };
  if (typeof value === "function") return { $is: "function" };
  if (typeof value === "bigint" || typeof value === "symbol") return { $is: typeof value };
  if (typeof value === "number" && !Number.isFinite(value)) return { $is: String(value) };
  if (typeof value !== "object" || value === null) return value;
  if (typeof (value as { then?: unknown }).then === "function") return { $is: "promise" };
  if (Array.isArray(value)) return value.map(packed);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, packed(inner)]));
}

const STANDS: { readonly [name: string]: () => unknown } = {
  undefined: () => undefined,
  function: () => () => undefined,
  promise: () => Promise.resolve(),
  bigint: () => 0n,
  symbol: () => Symbol("symbol"),
  NaN: () => Number.NaN,
  Infinity: () => Number.POSITIVE_INFINITY,
  "-Infinity": () => Number.NEGATIVE_INFINITY,
};

export function unpacked(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(unpacked);
  const stand = (value as Partial<Stand>).$is;
  if (typeof stand === "string" && Object.hasOwn(STANDS, stand)) return STANDS[stand]?.();
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unpacked(inner)]));
}

export function evidenceOfEntry(entry: ExampleEntry): Evidence {
  return unpacked(entry.evidence) as Evidence;
}
