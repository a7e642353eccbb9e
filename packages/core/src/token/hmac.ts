import {
  BLOCK_BYTES,
  compress,
  compressDigest,
  copyState,
  DIGEST_BYTES,
  digestBytes,
  finish,
  finishInPlace,
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
  /** How much of the message is in it. */
  readonly hashedBytes: number;
}

export function hmacKey(secret: Uint8Array): HmacKey {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(secret.length > BLOCK_BYTES ? sha256(secret) : secret);
  return { inner: stateAfter(block, 0x36), outer: stateAfter(block, 0x5c) };
}

export function hmacPrefix(key: HmacKey, beginning: Uint8Array): HmacPrefix {
  const state = key.inner.slice();
  const hashedBytes = beginning.length - (beginning.length % BLOCK_BYTES);
  for (let at = 0; at < hashedBytes; at += BLOCK_BYTES) compress(state, beginning, at);
  return { key, state, hashedBytes };
}

const innerState: State = new Int32Array(8);
const outerState: State = new Int32Array(8);

export function hmac(key: HmacKey, message: Uint8Array): Uint8Array {
  copyState(key.inner, innerState);
  finish(innerState, BLOCK_BYTES, message);
  return outer(key, new Uint8Array(DIGEST_BYTES));
}

/**
 * Writes into `mac` the MAC of the first `length` bytes of `message`, which begin with the prefix. The 72 bytes after
 * them (`PADDING_MAX`) are written over: that spares a copy.
 */
export function hmacInPlace(prefix: HmacPrefix, message: Uint8Array, length: number, mac: Uint8Array): void {
  const { key, state, hashedBytes } = prefix;
  copyState(state, innerState);
  finishInPlace(innerState, BLOCK_BYTES + hashedBytes, message, hashedBytes, length);
  outer(key, mac);
}

function outer(key: HmacKey, mac: Uint8Array): Uint8Array {
  copyState(key.outer, outerState);
  compressDigest(outerState, innerState);
  return digestBytes(outerState, mac);
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
