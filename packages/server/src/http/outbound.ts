import { isLoopbackName } from "../access/loopback.ts";
import { refuseToStart } from "../errors.ts";

/** What this server asks elsewhere: where an operator said, and never where a request did. */
export interface Outbound {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For all of it, the answer's body included. */
  readonly milliseconds: number;
}

const BYTES_MAX = 64 * 1024;

/**
 * An address that may be asked: https, or http on this machine.
 *
 * @throws StartUpError `setting-invalid`
 */
export function checkOutboundUrl(url: unknown, field: string): string {
  const text = url instanceof URL ? url.href : url;
  const parsed = typeof text === "string" && URL.canParse(text) ? new URL(text) : undefined;
  const safe =
    parsed !== undefined &&
    parsed.username === "" &&
    parsed.password === "" &&
    (parsed.protocol === "https:" || (parsed.protocol === "http:" && isLoopbackName(parsed.hostname)));
  if (safe) return parsed.href;
  return refuseToStart(
    "setting-invalid",
    field,
    `${field} is not an address with https, without a name and password in it`,
    "Write it as in https://login.example.com/keys. On this machine http will do.",
  );
}

/**
 * The status, and the JSON where it is 200. A redirect is followed nowhere and counts as any other status.
 *
 * @throws whatever went wrong on the way: no answer in time, too long an answer, no JSON
 */
export async function askJson(ask: Outbound): Promise<{ readonly status: number; readonly json: unknown }> {
  const { url, method, headers = {}, body, milliseconds } = ask;
  const response = await fetch(url, {
    method,
    headers: { accept: "application/json", ...headers },
    redirect: "manual",
    signal: AbortSignal.timeout(milliseconds),
    ...(body !== undefined && { body }),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    return { status: response.status, json: undefined };
  }
  const text = new TextDecoder("utf-8", { fatal: true }).decode(await bounded(response.body));
  return { status: 200, json: JSON.parse(text) };
}

async function bounded(body: Response["body"]): Promise<Uint8Array> {
  const whole = new Uint8Array(BYTES_MAX);
  let length = 0;
  for await (const part of body ?? []) {
    if (length + part.length > BYTES_MAX) throw new RangeError(`an answer of more than ${BYTES_MAX} bytes`);
    whole.set(part, length);
    length += part.length;
  }
  return whole.subarray(0, length);
}
