import { concat, fromHex } from "./bytes.ts";

/**
 * SHA-1, SHA-384 and SHA-512 (FIPS 180-4), only to recognise a MAC that was made with one of them. Written to
 * be short, and slow for it; nothing is ever signed with these.
 */
export interface Hash {
  readonly digestBytes: number;
  readonly blockBytes: number;
  readonly digest: (message: Uint8Array) => Uint8Array;
}

/** Takes the block at `at` into the state. */
type Compress = (state: bigint[], bytes: DataView, at: number) => void;

export const sha1: Hash = define(20, 64, sha1Block, () => [
  0x67452301n,
  0xefcdab89n,
  0x98badcfen,
  0x10325476n,
  0xc3d2e1f0n,
]);
/** Starts from the ninth to the sixteenth prime. */
export const sha384: Hash = define(48, 128, sha512Block, () => roots(2n, 16).slice(8));
export const sha512: Hash = define(64, 128, sha512Block, () => roots(2n, 8));

export function hmacWith(hash: Hash, key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(hash.blockBytes);
  block.set(key.length > hash.blockBytes ? hash.digest(key) : key);
  const round = (pad: number, rest: Uint8Array): Uint8Array =>
    hash.digest(
      concat(
        block.map((byte) => byte ^ pad),
        rest,
      ),
    );
  return round(0x5c, round(0x36, message));
}

function define(
  digestBytes: number,
  blockBytes: number,
  compress: Compress,
  start: () => readonly bigint[],
): Hash {
  const wordBytes = blockBytes / 16;
  let first: readonly bigint[] | undefined;
  const digest = (message: Uint8Array): Uint8Array => {
    // A one, zeros, and the length in two words.
    const end = message.length + 1 + 2 * wordBytes;
    const whole = new Uint8Array(Math.ceil(end / blockBytes) * blockBytes);
    whole.set(message);
    whole[message.length] = 0x80;
    const view = new DataView(whole.buffer);
    view.setBigUint64(whole.length - 8, BigInt(message.length) * 8n);

    first ??= start();
    const state = [...first];
    for (let at = 0; at < whole.length; at += blockBytes) compress(state, view, at);
    const text = state.map((word) => word.toString(16).padStart(2 * wordBytes, "0")).join("");
    return (fromHex(text) ?? whole).slice(0, digestBytes);
  };
  return { digestBytes, blockBytes, digest };
}

const SHA1_K = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6];

function sha1Block(state: bigint[], bytes: DataView, at: number): void {
  const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
  const w: number[] = [];
  const word = (i: number): number => w[i] as number;
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state.map((value) => Number(value));
  for (let i = 0; i < 80; i++) {
    w[i] =
      i < 16
        ? bytes.getInt32(at + 4 * i)
        : rotate(word(i - 3) ^ word(i - 8) ^ word(i - 14) ^ word(i - 16), 1);
    const quarter = Math.floor(i / 20);
    const mix = quarter === 0 ? d ^ (b & (c ^ d)) : quarter === 2 ? (b & c) | (d & (b | c)) : b ^ c ^ d;
    const next = (rotate(a, 5) + mix + e + (SHA1_K[quarter] as number) + word(i)) | 0;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  add(state, 32, [a, b, c, d, e].map(BigInt));
}

let cubes: bigint[] | undefined;

function sha512Block(state: bigint[], bytes: DataView, at: number): void {
  cubes ??= roots(3n, 80);
  const turn = (x: bigint, by: bigint): bigint => (x >> by) | BigInt.asUintN(64, x << (64n - by));
  const w: bigint[] = [];
  const word = (i: number): bigint => w[i] as bigint;
  let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state;
  for (let i = 0; i < 80; i++) {
    if (i < 16) w[i] = bytes.getBigUint64(at + 8 * i);
    else {
      const x = word(i - 15);
      const y = word(i - 2);
      const s0 = turn(x, 1n) ^ turn(x, 8n) ^ (x >> 7n);
      const s1 = turn(y, 19n) ^ turn(y, 61n) ^ (y >> 6n);
      w[i] = BigInt.asUintN(64, word(i - 16) + s0 + word(i - 7) + s1);
    }
    const t1 =
      h + (turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)) + (g ^ (e & (f ^ g))) + (cubes[i] as bigint) + word(i);
    const t2 = (turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + ((a & b) | (c & (a | b)));
    h = g;
    g = f;
    f = e;
    e = BigInt.asUintN(64, d + t1);
    d = c;
    c = b;
    b = a;
    a = BigInt.asUintN(64, t1 + t2);
  }
  add(state, 64, [a, b, c, d, e, f, g, h]);
}

function add(state: bigint[], bits: number, words: readonly bigint[]): void {
  words.forEach((word, i) => {
    state[i] = BigInt.asUintN(bits, (state[i] as bigint) + word);
  });
}

/** The first 64 bits of the fractional parts of the square or cube roots of the first primes. */
function roots(degree: bigint, count: number): bigint[] {
  const found: bigint[] = [];
  for (let n = 2; found.length < count; n++) {
    let divisor = 2;
    while (n % divisor !== 0) divisor++;
    if (divisor < n) continue;
    let root = 0n;
    for (let bit = 1n << 70n; bit > 0n; bit >>= 1n) {
      if ((root + bit) ** degree <= BigInt(n) << (64n * degree)) root += bit;
    }
    found.push(BigInt.asUintN(64, root));
  }
  return found;
}
