import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { digestBytes, finishInPlace, initialState, PADDING_MAX, sha256 } from "../../src/token/sha256.ts";
import { hexOf } from "../hex.ts";
import { seeded } from "../random.ts";

// FIPS 180-4's examples; the lengths around 55, 56, 64, 119 and 120 bytes are where the
// padding takes another block.
const VECTORS: readonly (readonly [name: string, message: string, digest: string])[] = [
  ["empty", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["abc", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "56 bytes",
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  ],
  [
    "112 bytes",
    "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
    "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1",
  ],
  ["64 a's", "a".repeat(64), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"],
  ["119 a's", "a".repeat(119), "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb"],
  ["120 a's", "a".repeat(120), "2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af904c21c"],
];

test.each(VECTORS)("%s", (_name, message, digest) => {
  expect(hexOf(sha256(Buffer.from(message)))).toBe(digest);
});

test("every length up to 300 bytes agrees with node:crypto", () => {
  const random = seeded(180_4);
  for (let length = 0; length <= 300; length++) {
    const message = random.bytes(length);
    expect(hexOf(sha256(message))).toBe(createHash("sha256").update(message).digest("hex"));
  }
});

test("a message padded where it stands, at the blocks' edges: up to 72 bytes behind it are written over, and no more", () => {
  for (let length = 0; length <= 200; length++) {
    const message = new Uint8Array(length).fill(0x61);
    const memory = new Uint8Array(400).fill(0xa5);
    memory.set(message);
    const state = initialState();
    finishInPlace(state, 0, memory, 0, length);
    const end = 64 * Math.ceil((length + 9) / 64);
    const digest = digestBytes(state, new Uint8Array(32));
    expect({ length, digest: hexOf(digest), left: hexOf(memory.subarray(end)) }).toEqual({
      length,
      digest: createHash("sha256").update(message).digest("hex"),
      left: "a5".repeat(400 - end),
    });
    expect(end - length).toBeLessThanOrEqual(PADDING_MAX);
  }
  expect(PADDING_MAX).toBe(72);
});
