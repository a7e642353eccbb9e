import {
  BLOCK_BYTES,
  compress,
  DIGEST_BYTES,
  digestBytes,
  finish,
  initialState,
  type State,
  sha256,
} from "./sha256.ts";

/**
 * HMAC-SHA256 (RFC 2104) with the key's two states computed once. A signer keeps one key for its whole life,
 * so the two key blocks need not be hashed for each signature. The states are as secret as the key itself.
 */
export interface HmacKey {
  readonly inner: State;
  readonly outer: State;
}

/** A message's beginning, hashed ahead: what many messages share is paid for once. */
export interface HmacPrefix {
  readonly key: HmacKey;
  /** The state after the whole blocks of the beginning. */
  readonly state: State;
  readonly hashedBytes: number;
  /** What was left over after the last whole block. */
  readonly rest: Uint8Array;
}

export function hmacKey(secret: Uint8Array): HmacKey {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(secret.length > BLOCK_BYTES ? sha256(secret) : secret);
  return { inner: stateAfter(block, 0x36), outer: stateAfter(block, 0x5c) };
}

export function hmacPrefix(key: HmacKey, beginning: Uint8Array): HmacPrefix {
  const state = key.inner.slice();
  const hashed = beginning.length - (beginning.length % BLOCK_BYTES);
  for (let at = 0; at < hashed; at += BLOCK_BYTES) compress(state, beginning, at);
  return { key, state, hashedBytes: BLOCK_BYTES + hashed, rest: beginning.slice(hashed) };
}

export function hmac(key: HmacKey, message: Uint8Array): Uint8Array {
  return finishHmac(key, key.inner.slice(), BLOCK_BYTES, message, message.length);
}

const working: State = new Int32Array(8);
let buffer: Uint8Array = new Uint8Array(512);

/** The MAC of the prefix followed by `tail`, which has to be ASCII (base64url and dots are). */
export function hmacAscii(prefix: HmacPrefix, tail: string): Uint8Array {
  const start = prefix.rest.length;
  const length = start + tail.length;
  if (buffer.length < length) buffer = new Uint8Array(2 * length);
  buffer.set(prefix.rest);
  for (let i = 0; i < tail.length; i++) buffer[start + i] = tail.charCodeAt(i);
  working.set(prefix.state);
  return finishHmac(prefix.key, working, prefix.hashedBytes, buffer, length);
}

function finishHmac(
  key: HmacKey,
  inner: State,
  already: number,
  rest: Uint8Array,
  length: number,
): Uint8Array {
  finish(inner, already, rest, length);
  const mac = digestBytes(inner, new Uint8Array(DIGEST_BYTES));
  working.set(key.outer);
  finish(working, BLOCK_BYTES, mac, DIGEST_BYTES);
  return digestBytes(working, mac);
}

function stateAfter(keyBlock: Uint8Array, pad: number): State {
  const state = initialState();
  compress(
    state,
    keyBlock.map((value) => value ^ pad),
    0,
  );
  return state;
}

/** Compares without telling by its time where the first difference is. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
}
