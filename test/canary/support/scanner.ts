import { type Encoding, encodingsOf } from "./encodings.ts";

/** So few characters of a secret in a row are found. */
export const WINDOW = 12;

const CLAIMS = ", its claims";

/** Without its number: of several secrets of one kind, what they have in common is a secret of that kind. */
export const kindOf = (canary: string): string => canary.replace(/ \d+\b.*/, "");

const areClaimsOfTwoKinds = (one: string, other: string): boolean =>
  one.endsWith(CLAIMS) && other.endsWith(CLAIMS) && kindOf(one) !== kindOf(other);

/** Where something was found. Nothing of the secret itself. */
export interface Hit {
  readonly place: string;
  readonly canary: string;
  readonly encoding: Encoding;
  /** In bytes. */
  readonly at: number;
}

/** Looks for secrets, and for every piece of twelve characters of them, in whatever encoding. */
export class Scanner {
  readonly #pieces = new Map<string, { readonly canary: string; readonly encoding: Encoding }>();
  readonly #names = new Set<string>();
  /** What is shorter than a window is looked for whole. */
  readonly #short = new Map<string, { readonly canary: string; readonly encoding: Encoding }>();
  /** What the claims of two kinds of JWT have in common is nobody's: `"iat":179…`, at the same place in both. */
  readonly #common = new Set<string>();
  /** Which words of four bytes a piece or what is short begins with, by their hash: most of what is looked through ends here. */
  readonly #beginnings = new Uint8Array(1 << 20);
  #scanned = 0;

  /** @param value Of 8 bytes at least: what is shorter would be found everywhere. */
  add(canary: string, value: string | Uint8Array): void {
    const bytes = typeof value === "string" ? Buffer.from(value, "utf8") : value;
    if (bytes.length < 8) throw new TypeError(`${canary} is too short to be looked for`);
    this.#names.add(canary);
    for (const [encoding, text] of encodingsOf(bytes)) {
      if (text.length < WINDOW) {
        // Less than eight characters of base64 are in everything.
        if (text.length >= 8) this.#short.set(text, { canary, encoding });
        continue;
      }
      for (let from = 0; from + WINDOW <= text.length; from += 1) {
        const piece = text.slice(from, from + WINDOW);
        const other = this.#pieces.get(piece)?.canary;
        if (this.#common.has(piece)) continue;
        if (other === undefined) {
          this.#pieces.set(piece, { canary, encoding });
          this.#beginnings[hashOf(wordOf(Buffer.from(piece, "latin1"), 0))] = 1;
        } else if (areClaimsOfTwoKinds(canary, other)) {
          this.#pieces.delete(piece);
          this.#common.add(piece);
        }
      }
    }
  }

  /** Looked for whole only: for what all secrets of a kind begin with. */
  addWhole(canary: string, value: string): void {
    this.#names.add(canary);
    for (const [encoding, text] of encodingsOf(Buffer.from(value, "utf8"))) {
      if (text.length >= 8) this.#short.set(text, { canary, encoding });
    }
  }

  /** The parts of a JWT that are not the same in all of them: claims and signature. */
  addJwt(canary: string, token: string): void {
    const [, claims = "", mac = ""] = token.split(".");
    this.add(`${canary}${CLAIMS}`, claims);
    this.add(`${canary}, its signature`, mac);
  }

  /** The first find of each canary in each encoding. */
  scan(place: string, haystack: string | Uint8Array): readonly Hit[] {
    const bytes = Buffer.from(haystack);
    this.#scanned += bytes.length;
    const hits = new Map<string, Hit>();
    const note = (found: { readonly canary: string; readonly encoding: Encoding }, at: number): void => {
      const name = `${found.canary} ${found.encoding}`;
      if (!hits.has(name)) hits.set(name, { place, ...found, at });
    };
    let word = wordOf(bytes, 0);
    for (let at = 0; at + WINDOW <= bytes.length; at += 1) {
      if (this.#beginnings[hashOf(word)] === 1) {
        const found = this.#pieces.get(bytes.toString("latin1", at, at + WINDOW));
        if (found) note(found, at);
      }
      word = (word >>> 8) | ((bytes[at + 4] ?? 0) << 24);
    }
    for (const [piece, found] of this.#short) {
      const at = bytes.indexOf(piece, 0, "latin1");
      if (at >= 0) note(found, at);
    }
    return [...hits.values()];
  }

  get names(): readonly string[] {
    return [...this.#names];
  }

  /** Bytes so far. */
  get scanned(): number {
    return this.#scanned;
  }
}

function wordOf(bytes: Uint8Array, at: number): number {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(at, at + 4);
  return first | (second << 8) | (third << 16) | (fourth << 24);
}

/** Twenty bits of it. */
function hashOf(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> 12;
}
