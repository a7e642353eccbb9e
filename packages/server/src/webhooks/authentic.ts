import { hex, utf8 } from "../access/bytes.ts";
import { sameText } from "../access/same-text.ts";
import { refuseToStart } from "../errors.ts";
import type { Bytes } from "../http/body.ts";

/**
 * How far Zoom's clock and ours may be apart, in seconds. Zoom names no window; this one is our own.
 * https://developers.zoom.us/docs/api/webhooks/ (read 2026-11-24)
 */
export const WINDOW_SECONDS = 300;

const SIGNATURE = /^v0=([0-9a-f]{64})$/;
const SECONDS = /^[0-9]{10}$/;
/** Below it a secret could be guessed. Zoom's are longer. */
const SECRET_LENGTH_MIN = 16;

/** `CryptoKey` by another way: Node's types and a page's know it under different names. */
type MacKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

export type Authenticity =
  | "authentic"
  /** Neither of the two headers: only a challenge may come like this. */
  | "unsigned"
  | "forged"
  | "out-of-time";

export interface WebhookSecrets {
  readonly authenticate: (headers: Headers, body: Bytes, now: number) => Promise<Authenticity>;
  /** What Zoom expects for a challenge: hexadecimal digits, under the first secret. */
  readonly answer: (plainToken: string) => Promise<string>;
}

/**
 * @param secrets Secret tokens of one Zoom app. The first answers challenges, each of them verifies.
 * @throws StartUpError
 */
export function webhookSecrets(secrets: readonly string[]): WebhookSecrets {
  checkSecrets(secrets);
  let imported: Promise<readonly MacKey[]> | undefined;
  const keys = (): Promise<readonly MacKey[]> => {
    imported ??= Promise.all(secrets.map(keyOf));
    return imported;
  };

  async function authenticate(headers: Headers, body: Bytes, now: number): Promise<Authenticity> {
    const [signature, timestamp] = [headers.get("x-zm-signature"), headers.get("x-zm-request-timestamp")];
    if (signature === null && timestamp === null) return "unsigned";
    const mac = SIGNATURE.exec(signature ?? "")?.[1];
    if (mac === undefined || timestamp === null || !SECONDS.test(timestamp)) return "forged";
    const head = utf8(`v0:${timestamp}:`);
    const message = new Uint8Array(head.length + body.length);
    message.set(head);
    message.set(body, head.length);
    let authentic = false;
    // All of them, so that the time taken does not say which.
    for (const key of await keys()) authentic = sameText(await macOf(key, message), mac) || authentic;
    if (!authentic) return "forged";
    return Math.abs(now - Number(timestamp)) <= WINDOW_SECONDS ? "authentic" : "out-of-time";
  }

  return {
    authenticate,
    async answer(plainToken) {
      const [first] = await keys();
      if (first === undefined) throw new Error("there is no secret");
      return macOf(first, utf8(plainToken));
    },
  };
}

function checkSecrets(secrets: readonly string[]): void {
  if (!Array.isArray(secrets) || secrets.length === 0) refuse("there is no secret token");
  for (const secret of secrets) {
    if (typeof secret !== "string" || secret === "") refuse("a secret token is empty");
    if (/\s/.test(secret)) refuse("a secret token has white space in it");
    if (secret.length < SECRET_LENGTH_MIN) refuse(`a secret token has ${secret.length} characters`);
  }
}

function refuse(what: string): never {
  return refuseToStart(
    "setting-invalid",
    "webhooks",
    `webhooks cannot be verified: ${what}`,
    "Give the Secret Token from the app's page at Zoom, under Features, Access. It is not the client secret.",
  );
}

function keyOf(secret: string): Promise<MacKey> {
  return crypto.subtle.importKey("raw", utf8(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}

async function macOf(key: MacKey, message: Bytes): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.sign("HMAC", key, message)));
}
