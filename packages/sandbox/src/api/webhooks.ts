import { createHmac, randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { STAND_IN_HEADER } from "../answers.ts";

/** Where an app takes webhooks, and what they are signed with. */
export interface WebhookTarget {
  /** On this machine: the stand-in calls nobody else. */
  readonly url: string;
  /** The app's Secret Token. */
  readonly secretToken: string;
}

export type WebhookEvent =
  /** A user removed the app. Its tokens are ended by `deauthorize`; this only tells. */
  | { readonly event: "app_deauthorized"; readonly clientId: string; readonly userId: string }
  /** Asks the address to prove that it knows the secret. A new `plainToken` unless given. */
  | { readonly event: "endpoint.url_validation"; readonly plainToken?: string }
  /** Any other. */
  | { readonly event: string; readonly payload: { readonly [name: string]: unknown } };

export interface WebhookSending {
  /** How often it is sent: whatever is not answered with 2xx comes again, at once. 1 unless given. */
  readonly times?: number;
  /** Seconds by which the stand-in's clock is off when it signs. */
  readonly skew?: number;
}

export interface WebhookAnswer {
  /** Of the last answer; none where it did not come within three seconds. */
  readonly status: number | undefined;
  readonly body: string;
  /** How often it was sent. */
  readonly sent: number;
  /** For a validation: whether the answer proves that the secret is known. */
  readonly validated: boolean | undefined;
}

/** Zoom waits as long. https://developers.zoom.us/docs/api/webhooks/ (read 2026-11-24) */
const WAIT_MILLISECONDS = 3000;
/** Between two tries; Zoom's are minutes apart. */
const AGAIN_MILLISECONDS = 20;
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])$/;

/** Sends a webhook signed as Zoom's are. @throws TypeError for an address that is not on this machine */
export async function sendWebhook(
  { url, secretToken }: WebhookTarget,
  event: WebhookEvent,
  { times = 1, skew = 0 }: WebhookSending,
  world: { readonly now: () => number; readonly accountOf: (userId: string) => string | undefined },
): Promise<WebhookAnswer> {
  const to = new URL(url);
  if (to.protocol !== "http:" || !LOOPBACK.test(to.hostname)) {
    throw new TypeError("the stand-in sends webhooks to http on this machine only");
  }
  const payload = payloadOf(event, world);
  // Sent again, the body is the same; the time and the signature are not.
  const body = JSON.stringify({ event: event.event, event_ts: world.now() * 1000, payload });
  const mac = (text: string): string => createHmac("sha256", secretToken).update(text).digest("hex");
  for (let sent = 1; ; sent++) {
    const timestamp = String(world.now() + skew);
    const answered = await post(to, body, {
      "x-zm-request-timestamp": timestamp,
      "x-zm-signature": `v0=${mac(`v0:${timestamp}:${body}`)}`,
    });
    const good = answered.status !== undefined && answered.status >= 200 && answered.status < 300;
    if (good || sent >= times) {
      const { plainToken } = payload;
      const proof = { plainToken, encryptedToken: typeof plainToken === "string" ? mac(plainToken) : "" };
      const asked = event.event === "endpoint.url_validation";
      return { ...answered, sent, validated: asked ? good && proves(answered.body, proof) : undefined };
    }
    await pause(AGAIN_MILLISECONDS);
  }
}

function payloadOf(
  event: WebhookEvent,
  { now, accountOf }: Parameters<typeof sendWebhook>[3],
): { readonly [name: string]: unknown } {
  if ("payload" in event) return event.payload;
  if ("userId" in event) {
    const { clientId, userId } = event;
    return {
      account_id: accountOf(userId) ?? "unknown",
      user_id: userId,
      // Zoom's is made with a scheme that it has retired; nobody is to look at it.
      signature: randomBytes(32).toString("hex"),
      deauthorization_time: new Date(now() * 1000).toISOString(),
      client_id: clientId,
    };
  }
  return { plainToken: ("plainToken" in event && event.plainToken) || randomBytes(16).toString("base64url") };
}

async function post(
  url: URL,
  body: string,
  headers: { readonly [name: string]: string },
): Promise<{ readonly status: number | undefined; readonly body: string }> {
  try {
    const response = await fetch(url, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/json; charset=utf-8", ...STAND_IN_HEADER, ...headers },
      body,
      signal: AbortSignal.timeout(WAIT_MILLISECONDS),
    });
    return { status: response.status, body: (await response.text()).slice(0, 4096) };
  } catch {
    return { status: undefined, body: "" };
  }
}

function proves(body: string, proof: { readonly [name: string]: unknown }): boolean {
  try {
    const { plainToken, encryptedToken } = JSON.parse(body) as { [name: string]: unknown };
    return plainToken === proof.plainToken && encryptedToken === proof.encryptedToken;
  } catch {
    return false;
  }
}
