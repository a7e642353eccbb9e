// What a run of tests writes is a log that anybody may read. This looks through it as it is written.
import { readFileSync } from "node:fs";
import { encodingsOf } from "./encodings.ts";

/** Nothing of the secret itself. */
export interface Find {
  /** Of the output, from 1. */
  readonly line: number;
  /** The file of tests that was named last before it. */
  readonly after: string | undefined;
  readonly what: string;
}

/** Bounded, as all here is: a line may be a megabyte of one letter. */
const JWT = /eyJ[\w-]{6,4096}\.[\w-]{1,65536}\.[\w-]/g;
/** Of the stand-in, and of our own: they begin so, and nothing else does. */
const KINDS: readonly (readonly [what: string, form: RegExp])[] = [
  ["a token of the stand-in", /sandbox-(?:access|code|obf|refresh)-\d+-[\w-]{24}/],
  ["an API key", /zsk_[a-z0-9-]{1,32}_[\w-]{43}/],
];
/** How a terminal is told colours and the like. They may stand in the middle of what is looked for. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what they are.
const ESCAPES = /\u001b\[[0-9;?]*[A-Za-z]/g;
const TEST_FILE = /[\w./-]{1,200}\.test\.ts/g;
/** So much of a line is held at most, until it ends. */
const LINE_MAX = 1 << 20;

export class OutputScan {
  readonly finds: Find[] = [];
  readonly #secrets: readonly (readonly [name: string, spellings: readonly string[]])[];
  #rest = "";
  #line = 1;
  #after: string | undefined;
  #bytes = 0;

  constructor(secrets: ReadonlyMap<string, string>) {
    this.#secrets = [...secrets].map(([name, value]) => [
      name,
      [...encodingsOf(Buffer.from(value)).values()],
    ]);
  }

  /** Gets the output piece by piece; a character or a line may go on in the next. */
  write(piece: Buffer): void {
    this.#bytes += piece.length;
    const text = this.#rest + piece.toString("latin1");
    const end = text.lastIndexOf("\n") + 1;
    this.#read(text.slice(0, end));
    this.#rest = text.slice(end);
    if (this.#rest.length < LINE_MAX) return;
    this.#look(this.#rest);
    // Of one that is that long the last part is kept: what begins there may end in what comes.
    this.#rest = this.#rest.slice(-LINE_MAX / 64);
  }

  end(): void {
    this.#read(this.#rest);
    this.#rest = "";
  }

  get bytes(): number {
    return this.#bytes;
  }

  #read(lines: string): void {
    if (lines === "") return;
    for (const line of lines.replace(/\n$/, "").split("\n")) {
      this.#look(line);
      this.#line += 1;
    }
  }

  #look(raw: string): void {
    const line = raw.replace(ESCAPES, "");
    if (line.includes(".test.ts")) this.#after = line.match(TEST_FILE)?.at(-1) ?? this.#after;
    for (const what of new Set(this.#seen(line))) {
      this.finds.push({ line: this.#line, after: this.#after, what });
    }
  }

  *#seen(line: string): Generator<string> {
    for (const [token] of line.matchAll(JWT)) if (isJwt(token)) yield "a JWT";
    for (const [what, form] of KINDS) if (form.test(line)) yield what;
    for (const [name, spellings] of this.#secrets) {
      if (spellings.some((spelling) => line.includes(spelling))) yield `the secret of ${name}`;
    }
  }
}

function isJwt(token: string): boolean {
  try {
    const header: unknown = JSON.parse(Buffer.from(token.split(".", 1)[0] ?? "", "base64url").toString());
    return typeof header === "object" && header !== null && "alg" in header;
  } catch {
    return false;
  }
}

/** A name that says secret, and a text for it. */
const NAMED = /\b\w*secret\w*["']?\s*[:=]\s*["'`]([\w+/=:-]{20,})["'`]/gi;

/** The secrets that tests have written into their sources, each under the place where it stands. */
export function secretsInSources(files: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of files) {
    for (const [, value = ""] of readFileSync(file, "utf8").matchAll(NAMED)) {
      // The name of a variable, or of a file.
      if (/^[A-Z_]+$|^\//.test(value) || found.has(value)) continue;
      found.set(value, file);
    }
  }
  return new Map([...found].map(([value, file], index) => [`${file} (${index + 1})`, value]));
}
