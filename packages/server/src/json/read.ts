import { JsonError, type JsonLimits, type JsonProblem, type JsonValue } from "./value.ts";

/** Names that reach into an object's prototype when somebody copies members about. */
const FORBIDDEN: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

const SPACES: ReadonlySet<string> = new Set(["\t", "\n", "\r", " "]);
const LONE_SURROGATE = /\p{Surrogate}/u;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /true|false|null/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these in a string.
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/y;

/**
 * Reads JSON (RFC 8259) more strictly than `JSON.parse`: no member twice, none that names a prototype, no lone
 * surrogates, bounded depth and width; and it keeps the spelling of numbers, which `JSON.parse` forgets.
 *
 * @throws JsonError
 */
export function readJson(text: string, limits: JsonLimits): JsonValue {
  const reader = new Reader(text, limits);
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader {
  readonly #text: string;
  readonly #limits: JsonLimits;
  #at = 0;

  constructor(text: string, limits: JsonLimits) {
    this.#text = text;
    this.#limits = limits;
  }

  value(depth: number): JsonValue {
    this.#skip();
    switch (this.#text[this.#at]) {
      case "{":
        return this.#object(depth + 1);
      case "[":
        return this.#array(depth + 1);
      case '"':
        return { kind: "string", text: this.#string() };
      case "t":
      case "f":
      case "n":
        return this.#word();
      default:
        return { kind: "number", literal: this.#take(NUMBER, "a value") };
    }
  }

  end(): void {
    this.#skip();
    if (this.#at < this.#text.length) this.#fail("json-invalid", "something stands after the JSON value");
  }

  #object(depth: number): JsonValue {
    this.#enter(depth);
    const members = new Map<string, JsonValue>();
    if (this.#closes("}")) return { kind: "object", members };
    do {
      this.#skip();
      const name = this.#string();
      if (FORBIDDEN.has(name)) this.#fail("json-key-forbidden", `the key ${name} is not accepted`);
      if (members.has(name)) this.#fail("json-key-duplicate", "a key stands twice in one object");
      if (members.size === this.#limits.keys) {
        this.#fail("json-keys-too-many", `an object has more than ${this.#limits.keys} keys`);
      }
      this.#skip();
      this.#expect(":");
      members.set(name, this.value(depth));
    } while (this.#continues("}"));
    return { kind: "object", members };
  }

  #array(depth: number): JsonValue {
    this.#enter(depth);
    const items: JsonValue[] = [];
    if (this.#closes("]")) return { kind: "array", items };
    do items.push(this.value(depth));
    while (this.#continues("]"));
    return { kind: "array", items };
  }

  #word(): JsonValue {
    const word = this.#take(WORD, "a value");
    return word === "null" ? { kind: "null" } : { kind: "boolean", value: word === "true" };
  }

  #string(): string {
    const written = this.#take(STRING, "a string in double quotes");
    // The pattern admits only what JSON.parse reads; it knows the escapes.
    const text: string = written.includes("\\") ? JSON.parse(written) : written.slice(1, -1);
    if (LONE_SURROGATE.test(text)) this.#fail("json-invalid", "a string holds half a surrogate pair");
    return text;
  }

  #enter(depth: number): void {
    if (depth > this.#limits.depth) {
      this.#fail("json-too-deep", `arrays and objects stand more than ${this.#limits.depth} deep`);
    }
    this.#at += 1;
  }

  #closes(bracket: string): boolean {
    this.#skip();
    if (this.#text[this.#at] !== bracket) return false;
    this.#at += 1;
    return true;
  }

  /** After a member or an item: either a comma, or the end. */
  #continues(bracket: string): boolean {
    if (this.#closes(bracket)) return false;
    this.#expect(",");
    return true;
  }

  #expect(character: string): void {
    if (this.#text[this.#at] !== character) this.#fail("json-invalid", `a \`${character}\` is missing`);
    this.#at += 1;
  }

  #take(pattern: RegExp, what: string): string {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) return this.#fail("json-invalid", `${what} is missing`);
    const begin = this.#at;
    this.#at = pattern.lastIndex;
    return this.#text.slice(begin, this.#at);
  }

  #skip(): void {
    while (SPACES.has(this.#text[this.#at] ?? "")) this.#at += 1;
  }

  #fail(problem: JsonProblem, message: string): never {
    throw new JsonError(problem, this.#at, message);
  }
}
