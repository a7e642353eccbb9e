/**
 * SHA-256 (FIPS 180-4), written here because a signature has to be made synchronously and alike in every
 * runtime, also where WebCrypto is missing: pages on plain http have no `crypto.subtle`.
 */

/** Words of a hash in progress: H0 to H7. */
export type State = Int32Array;

export const BLOCK_BYTES = 64;
export const DIGEST_BYTES = 32;

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const K: Int32Array = rootsOfPrimes(64, Math.cbrt);
/** The same of the square roots of the first 8. */
const H: Int32Array = rootsOfPrimes(8, Math.sqrt);

/** W0 to W63: the block, and what is made of it. */
const schedule: Int32Array = new Int32Array(64);

export function initialState(): State {
  return H.slice();
}

/** Takes the 64 bytes at `offset` into `state`. */
export function compress(state: State, bytes: Uint8Array, offset: number): void {
  for (let i = 0, at = offset; i < 16; i++, at += 4) {
    schedule[i] =
      ((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number);
  }
  compressSchedule(state);
}

/** Takes a digest, as the end of a message of one block and it, into `state`: the second half of an HMAC. */
export function compressDigest(state: State, digest: State): void {
  copyState(digest, schedule);
  schedule[8] = 0x8000_0000;
  for (let i = 9; i < 15; i++) schedule[i] = 0;
  schedule[15] = (BLOCK_BYTES + DIGEST_BYTES) * 8;
  compressSchedule(state);
}

function compressSchedule(state: State): void {
  const w = schedule;
  for (let i = 16; i < 64; i++) {
    const w15 = w[i - 15] as number;
    const w2 = w[i - 2] as number;
    const s0 = ((w15 >>> 7) | (w15 << 25)) ^ ((w15 >>> 18) | (w15 << 14)) ^ (w15 >>> 3);
    const s1 = ((w2 >>> 17) | (w2 << 15)) ^ ((w2 >>> 19) | (w2 << 13)) ^ (w2 >>> 10);
    w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0;
  }

  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let i = 0; i < 64; i++) {
    const S1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const ch = g ^ (e & (f ^ g));
    const t1 = (h + S1 + ch + (K[i] as number) + (w[i] as number)) | 0;
    const S0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const maj = (a & b) | (c & (a | b));
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + S0 + maj) | 0;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
}

const lastBlocks: Uint8Array = new Uint8Array(2 * BLOCK_BYTES);

/**
 * Takes the rest of a message, pads it and leaves the digest in `state`.
 * `already` bytes, a whole number of blocks, went in before.
 */
export function finish(state: State, already: number, rest: Uint8Array): void {
  const { length } = rest;
  const whole = length - (length % BLOCK_BYTES);
  for (let at = 0; at < whole; at += BLOCK_BYTES) compress(state, rest, at);
  for (let at = whole; at < length; at++) lastBlocks[at - whole] = rest[at] as number;
  finishInPlace(state, already + whole, lastBlocks, 0, length - whole);
}

/** The one bit, zeros and the length: what stands behind the last byte of a message, at most. */
export const PADDING_MAX: number = BLOCK_BYTES + 8;

/**
 * The same of the bytes from `from`, a block's beginning, to `to`, and pads them where they stand: there have to be
 * 72 bytes more, which it writes over.
 */
export function finishInPlace(
  state: State,
  already: number,
  bytes: Uint8Array,
  from: number,
  to: number,
): void {
  const total = already + to - from;
  const end = to + 8 - ((to - from + 8) % BLOCK_BYTES) + BLOCK_BYTES;
  bytes[to] = 0x80;
  for (let at = to + 1; at < end; at++) bytes[at] = 0;
  writeWord(bytes, end - 8, Math.floor(total / 0x2000_0000));
  writeWord(bytes, end - 4, total << 3);
  for (let at = from; at < end; at += BLOCK_BYTES) compress(state, bytes, at);
}

/** For so few words a loop is faster than `set`. */
export function copyState(from: State, to: Int32Array): void {
  for (let i = 0; i < 8; i++) to[i] = from[i] as number;
}

export function digestBytes(state: State, into: Uint8Array): Uint8Array {
  for (let i = 0; i < 8; i++) writeWord(into, 4 * i, state[i] as number);
  return into;
}

export function sha256(message: Uint8Array): Uint8Array {
  const state = initialState();
  finish(state, 0, message);
  return digestBytes(state, new Uint8Array(DIGEST_BYTES));
}

function writeWord(bytes: Uint8Array, at: number, word: number): void {
  bytes[at] = word >>> 24;
  bytes[at + 1] = word >>> 16;
  bytes[at + 2] = word >>> 8;
  bytes[at + 3] = word;
}

function rootsOfPrimes(count: number, root: (prime: number) => number): Int32Array {
  const words = new Int32Array(count);
  for (let n = 2, found = 0; found < count; n++) {
    let divisor = 2;
    while (n % divisor !== 0) divisor++;
    // A word keeps 32 bits: of the root's whole part nothing is left.
    if (divisor === n) words[found++] = root(n) * 0x1_0000_0000;
  }
  return words;
}
