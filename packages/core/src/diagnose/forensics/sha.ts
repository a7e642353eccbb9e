/**
 * SHA-1, SHA-384 and SHA-512 (FIPS 180-4), only to recognise a MAC that was made with one of them. Written to
 * be short; nothing is ever signed with these.
 */
export interface Hash {
  readonly digestBytes: number;
  readonly blockBytes: number;
  readonly digest: (message: Uint8Array) => Uint8Array;
}

type Compress = (state: Int32Array, bytes: DataView, at: number) => void;

export const sha1: Hash = define(20, 64, sha1Block, () =>
  Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0),
);
/** Its start comes from the ninth to the sixteenth prime. */
export const sha384: Hash = define(48, 128, sha512Block, () => roots(2n, 16).slice(16));
export const sha512: Hash = define(64, 128, sha512Block, () => roots(2n, 8));

export function hmacWith(hash: Hash, key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(hash.blockBytes);
  block.set(key.length > hash.blockBytes ? hash.digest(key) : key);
  const round = (pad: number, rest: Uint8Array): Uint8Array => {
    const whole = new Uint8Array(hash.blockBytes + rest.length);
    whole.set(block.map((byte) => byte ^ pad));
    whole.set(rest, hash.blockBytes);
    return hash.digest(whole);
  };
  return round(0x5c, round(0x36, message));
}

function define(digestBytes: number, blockBytes: number, compress: Compress, start: () => Int32Array): Hash {
  const digest = (message: Uint8Array): Uint8Array => {
    // One bit, zeros, and the length in an eighth of a block.
    const end = message.length + 1 + blockBytes / 8;
    const whole = new Uint8Array(Math.ceil(end / blockBytes) * blockBytes);
    whole.set(message);
    whole[message.length] = 0x80;
    const view = new DataView(whole.buffer);
    view.setUint32(whole.length - 8, Math.floor(message.length / 0x2000_0000));
    view.setUint32(whole.length - 4, message.length << 3);

    const state = start().slice();
    for (let at = 0; at < whole.length; at += blockBytes) compress(state, view, at);
    const out = new DataView(new ArrayBuffer(state.length * 4));
    state.forEach((word, i) => {
      out.setInt32(4 * i, word);
    });
    return new Uint8Array(out.buffer).slice(0, digestBytes);
  };
  return { digestBytes, blockBytes, digest };
}

function sha1Block(state: Int32Array, bytes: DataView, at: number): void {
  const w = new Int32Array(80);
  const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
  for (let i = 0; i < 80; i++) {
    w[i] =
      i < 16
        ? bytes.getInt32(at + 4 * i)
        : rotate(of(w, i - 3) ^ of(w, i - 8) ^ of(w, i - 14) ^ of(w, i - 16), 1);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let i = 0; i < 80; i++) {
    const [mix, constant] =
      i < 20
        ? [(b & c) | (~b & d), 0x5a827999]
        : i < 40
          ? [b ^ c ^ d, 0x6ed9eba1]
          : i < 60
            ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
            : [b ^ c ^ d, 0xca62c1d6];
    const next = (rotate(a, 5) + mix + e + constant + of(w, i)) | 0;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  [a, b, c, d, e].forEach((word, i) => {
    state[i] = of(state, i) + word;
  });
}

let cubes: Int32Array | undefined;

/** Sixty-four-bit words as two of thirty-two, the high one first. */
function sha512Block(state: Int32Array, bytes: DataView, at: number): void {
  cubes ??= roots(3n, 80);
  const w = new Int32Array(160);
  // The high word of (h, l) turned right by `by`; the low one is the same with h and l exchanged.
  const turn = (h: number, l: number, by: number): number =>
    by < 32 ? (h >>> by) | (l << (32 - by)) : (l >>> (by - 32)) | (h << (64 - by));
  const turns = (h: number, l: number, x: number, y: number, z: number): number =>
    turn(h, l, x) ^ turn(h, l, y) ^ turn(h, l, z);
  const carry = (low: number): number => Math.floor(low / 0x1_0000_0000);

  for (let i = 0; i < 32; i++) w[i] = bytes.getInt32(at + 4 * i);
  for (let i = 32; i < 160; i += 2) {
    const h = of(w, i - 30);
    const l = of(w, i - 29);
    const H = of(w, i - 4);
    const L = of(w, i - 3);
    const low =
      ((turn(l, h, 1) ^ turn(l, h, 8) ^ turn(l, h, 7)) >>> 0) +
      ((turn(L, H, 19) ^ turn(L, H, 61) ^ turn(L, H, 6)) >>> 0) +
      (of(w, i - 31) >>> 0) +
      (of(w, i - 13) >>> 0);
    w[i + 1] = low;
    w[i] =
      (turn(h, l, 1) ^ turn(h, l, 8) ^ (h >>> 7)) +
      (turn(H, L, 19) ^ turn(H, L, 61) ^ (H >>> 6)) +
      of(w, i - 32) +
      of(w, i - 14) +
      carry(low);
  }

  const v = state.slice();
  for (let i = 0; i < 160; i += 2) {
    const [
      ah = 0,
      al = 0,
      bh = 0,
      bl = 0,
      ch = 0,
      cl = 0,
      ,
      ,
      eh = 0,
      el = 0,
      fh = 0,
      fl = 0,
      gh = 0,
      gl = 0,
    ] = v;
    const low =
      (of(v, 15) >>> 0) +
      (turns(el, eh, 14, 18, 41) >>> 0) +
      ((gl ^ (el & (fl ^ gl))) >>> 0) +
      (of(cubes, i + 1) >>> 0) +
      (of(w, i + 1) >>> 0);
    const high =
      (of(v, 14) +
        turns(eh, el, 14, 18, 41) +
        (gh ^ (eh & (fh ^ gh))) +
        of(cubes, i) +
        of(w, i) +
        carry(low)) |
      0;
    const sum = (low >>> 0) + (turns(al, ah, 28, 34, 39) >>> 0) + (((al & bl) | (cl & (al | bl))) >>> 0);
    const d = of(v, 6);
    const next = (of(v, 7) >>> 0) + (low >>> 0);
    v.copyWithin(2, 0, 14);
    v[9] = next;
    v[8] = d + high + carry(next);
    v[1] = sum;
    v[0] = high + turns(ah, al, 28, 34, 39) + ((ah & bh) | (ch & (ah | bh))) + carry(sum);
  }
  v.forEach((word, i) => {
    if (i % 2 === 0) return;
    const low = (of(state, i) >>> 0) + (word >>> 0);
    state[i] = low;
    state[i - 1] = of(state, i - 1) + of(v, i - 1) + carry(low);
  });
}

/** The first 64 bits of the fractional parts of the square or cube roots of the first primes. */
function roots(degree: bigint, count: number): Int32Array {
  const words = new Int32Array(2 * count);
  let found = 0;
  for (let n = 2; found < count; n++) {
    let divisor = 2;
    while (n % divisor !== 0) divisor++;
    if (divisor < n) continue;
    const wanted = BigInt(n) << (64n * degree);
    let root = 0n;
    for (let bit = 1n << 70n; bit > 0n; bit >>= 1n) if ((root + bit) ** degree <= wanted) root += bit;
    words[2 * found] = Number(BigInt.asIntN(32, root >> 32n));
    words[2 * found++ + 1] = Number(BigInt.asIntN(32, root));
  }
  return words;
}

function of(words: Int32Array, index: number): number {
  return words[index] as number;
}
