import { base64url, randomBase64url, sha256, utf8 } from "./bytes.ts";

/** What a server signs its requests with. Whoever has it is that server. */
export interface RequestKey {
  /** 1 to 32 lower-case letters, digits and dashes. */
  readonly id: string;
  /** 32 characters at least, from a random generator. */
  readonly secret: string;
}

export interface RequestToSign {
  readonly key: RequestKey;
  readonly method: string;
  /** Where it is sent; of this, path and query are signed. They have to arrive as they were signed. */
  readonly url: string | URL;
  /** The body exactly as it is sent. */
  readonly body?: string | Uint8Array<ArrayBuffer> | undefined;
  /** Seconds since 1970. The system's clock unless given. */
  readonly now?: number | undefined;
}

export const SCHEME = "Countersign-HMAC-SHA256";

/**
 * The `Authorization` header of a signed request: it binds method, path and body, holds for five minutes, and works
 * once. Runs wherever there is WebCrypto.
 *
 * @example
 * const body = JSON.stringify({ meetingNumber: "87270695528", role: 0 });
 * const authorization = await signRequest({ key, method: "POST", url, body });
 * await fetch(url, { method: "POST", headers: { authorization, "content-type": "application/json" }, body });
 */
export async function signRequest(request: RequestToSign): Promise<string> {
  const { key, method, url, body = "" } = request;
  const { pathname, search } = new URL(url);
  const timestamp = String(Math.floor(request.now ?? Date.now() / 1000));
  const nonce = randomBase64url(NONCE_BYTES);
  const signed = { method, path: pathname + search, body, timestamp, nonce };
  const mac = await macOf(await macKey(key.secret), signed);
  return `${SCHEME} key=${key.id}, ts=${timestamp}, nonce=${nonce}, mac=${mac}`;
}

/** A key of 256 random bits, for the caller and for the server's settings. */
export function createRequestKey(id: string): RequestKey {
  if (!isRequestKeyId(id)) throw new TypeError("id has to be 1 to 32 lower-case letters, digits and dashes");
  return { id, secret: randomBase64url(32) };
}

const NONCE_BYTES = 18;
const ID = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/;

export function isRequestKeyId(id: unknown): id is string {
  return typeof id === "string" && ID.test(id);
}

export function macKey(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", utf8(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}

export type CryptoKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

interface Signed {
  readonly method: string;
  readonly path: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly timestamp: string;
  readonly nonce: string;
}

/** HMAC-SHA256 over `v1`, method, path, SHA-256 of the body, time and nonce, one a line; as base64url. */
export async function macOf(key: CryptoKey, signed: Signed): Promise<string> {
  const { method, path, body, timestamp, nonce } = signed;
  const text = `v1\n${method.toUpperCase()}\n${path}\n${await sha256(body)}\n${timestamp}\n${nonce}`;
  return base64url(new Uint8Array(await crypto.subtle.sign("HMAC", key, utf8(text))));
}
