import { refuseToStart } from "../errors.ts";

/** What a sealed text belongs to. Opened under anything else it does not open: one row cannot stand in for another. */
export interface SealContext {
  readonly tenant: string;
  readonly app: string;
  readonly user: string;
  readonly kind: string;
  readonly generation: number;
}

/** Encrypts what is kept at rest. The first key seals, each of them opens. */
export interface KeyRing {
  readonly seal: (text: string, context: SealContext) => Promise<string>;
  /** @throws SealError */
  readonly open: (sealed: string, context: SealContext) => Promise<string>;
  /** A name for something in a store that others can read: an HMAC, so that ids cannot be guessed from it. */
  readonly nameOf: (...parts: readonly string[]) => Promise<string>;
}

const BRAND = "SealError";

/** A sealed text does not open. The message holds nothing of it. */
export class SealError extends Error {
  override readonly name: string = BRAND;

  static is(error: unknown): error is SealError {
    return error instanceof Error && error.name === BRAND;
  }
}

const FORMAT = "v1";
const KEY_BYTES = 32;
/** NIST SP 800-38D, 8.2.2: with random nonces of 96 bits one key is good for 2^32 of them. */
const NONCE_BYTES = 12;

interface Entry {
  /** Says which key a text needs, and nothing about the key. */
  readonly id: string;
  readonly key: SubtleKey;
  readonly naming: SubtleKey;
}

/**
 * @param keys Of 32 bytes each. To rotate, put a new one first and keep the old ones until everything was saved anew.
 * @throws StartUpError where there is none, or one of another length
 */
export async function createKeyRing(keys: readonly Uint8Array<ArrayBuffer>[]): Promise<KeyRing> {
  const entries = await Promise.all(keys.map(entryOf));
  const [first] = entries;
  if (!first) return refuse("there is no key to encrypt tokens with");
  return {
    async seal(text, context) {
      const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const sealed = await crypto.subtle.encrypt(parameters(iv, context), first.key, utf8(text));
      return [FORMAT, first.id, base64url(iv), base64url(new Uint8Array(sealed))].join(".");
    },
    async open(sealed, context) {
      const [format, id, iv = "", bytes = ""] = sealed.split(".");
      if (format !== FORMAT) throw new SealError("this is not a sealed token, or one of a later version");
      const entry = entries.find((one) => one.id === id);
      if (!entry)
        throw new SealError("the key that this token was encrypted with is not in the list of keys");
      try {
        const opened = await crypto.subtle.decrypt(
          parameters(fromBase64url(iv), context),
          entry.key,
          fromBase64url(bytes),
        );
        return new TextDecoder("utf-8", { fatal: true }).decode(opened);
      } catch {
        throw new SealError("this token was changed at rest, or belongs to another row");
      }
    },
    async nameOf(...parts) {
      const mac = await crypto.subtle.sign("HMAC", first.naming, utf8(JSON.stringify(parts)));
      return base64url(new Uint8Array(mac));
    },
  };
}

/**
 * Reads keys from a file's text: one a line, 32 bytes as base64 or base64url (`openssl rand -base64 32`).
 *
 * @throws StartUpError
 */
export function keysFromText(text: string): Uint8Array<ArrayBuffer>[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(line)) return refuse("a key is not 32 bytes of base64");
      return fromBase64url(line);
    });
}

async function entryOf(bytes: Uint8Array<ArrayBuffer>): Promise<Entry> {
  if (bytes.length !== KEY_BYTES) return refuse(`a key has ${bytes.length} bytes`);
  if (bytes.every((byte) => byte === bytes[0])) return refuse("a key is one byte over and over");
  const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  const id = await digest("countersign key id", bytes);
  const naming = await crypto.subtle.importKey(
    "raw",
    await digest("countersign names", bytes),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  return { id: base64url(id.subarray(0, 6)), key, naming };
}

async function digest(label: string, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array([...utf8(label), ...bytes])));
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function parameters(
  iv: Uint8Array<ArrayBuffer>,
  context: SealContext,
): Parameters<typeof crypto.subtle.encrypt>[0] {
  const { tenant, app, user, kind, generation } = context;
  // JSON keeps the parts apart: no two contexts have the same bytes.
  const bound = JSON.stringify([FORMAT, tenant, app, user, kind, generation]);
  return { name: "AES-GCM", iv, additionalData: utf8(bound) };
}

function refuse(what: string): never {
  return refuseToStart(
    "setting-invalid",
    "encryption keys",
    what,
    "Make one with `openssl rand -base64 32`, one a line, in a file that only the server can read.",
  );
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, "base64url"));
}

/** Named by what makes one: the global type is another in a page's types than in Node's. */
type SubtleKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;
