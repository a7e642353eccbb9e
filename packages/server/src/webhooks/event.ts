import { readJson } from "../json/read.ts";

/** What Zoom tells, as it stands in the body. */
export interface WebhookEvent {
  /** As `meeting.started`. */
  readonly event: string;
  /** Seconds since 1970, where Zoom says it. */
  readonly at: number | undefined;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Somebody took the app off their account: what it was allowed there has ended. */
export interface Deauthorized {
  readonly accountId: string;
  readonly userId: string;
  /** Of the app, where Zoom says it. */
  readonly clientId: string | undefined;
  /** Seconds since 1970, where Zoom says it. An authorization of later than this still stands. */
  readonly at: number | undefined;
}

/** Far above what Zoom sends. */
const LIMITS = { depth: 16, keys: 200 } as const;

/** @returns nothing where the bytes are no event */
export function eventOf(body: Uint8Array): WebhookEvent | undefined {
  let value: unknown;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
    // Refuses keys that stand twice and those that reach into prototypes; what is left JSON.parse reads alike.
    readJson(text, LIMITS);
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || typeof value.event !== "string" || !isRecord(value.payload)) return undefined;
  const { event, event_ts: milliseconds, payload } = value;
  return { event, at: typeof milliseconds === "number" ? milliseconds / 1000 : undefined, payload };
}

export function deauthorizedOf({ payload, at }: WebhookEvent): Deauthorized | undefined {
  const { account_id: accountId, user_id: userId, client_id: clientId } = payload;
  if (typeof accountId !== "string" || typeof userId !== "string") return undefined;
  return { accountId, userId, clientId: typeof clientId === "string" ? clientId : undefined, at };
}

/** No colon: `v0:<time>:<body>` is what a signature is made over, so no answer to a challenge can be one. */
const PLAIN_TOKEN = /^[A-Za-z0-9_-]{8,128}$/;

export function plainTokenOf({ payload }: WebhookEvent): string | undefined {
  const { plainToken } = payload;
  return typeof plainToken === "string" && PLAIN_TOKEN.test(plainToken) ? plainToken : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
