import { sha256 } from "../access/bytes.ts";
import { type BodyProblem, readBytes } from "../http/body.ts";
import { type Nonces, StoreUnavailable } from "../state/stores.ts";
import { webhookSecrets } from "./authentic.ts";
import { type Deauthorized, deauthorizedOf, eventOf, plainTokenOf, type WebhookEvent } from "./event.ts";

export interface WebhookOptions {
  /**
   * Secret tokens of one Zoom app (not its client secret). The first answers Zoom's challenges, each of them
   * verifies: while Zoom changes to a new one, give both.
   */
  readonly secrets: readonly string[];
  /** Remembers what came, for an hour and a half. With several replicas it has to be shared. */
  readonly nonces: Nonces;
  /** The app was taken off an account. If it rejects, Zoom is told to send the event again. */
  readonly onDeauthorized?: ((deauthorized: Deauthorized) => Promise<void> | void) | undefined;
  /** Every other event. If it rejects, Zoom is told to send the event again. */
  readonly onEvent?: ((event: WebhookEvent) => Promise<void> | void) | undefined;
  /** What became of each request, for a log or a metric. */
  readonly onOutcome?: ((outcome: WebhookOutcome) => void) | undefined;
  /** The time in seconds since 1970. The system's clock unless given. */
  readonly now?: () => number;
}

export type WebhookOutcome =
  | BodyProblem
  | "challenge-answered"
  | "challenge-refused"
  | "duplicate"
  | "handled"
  | "handler-failed"
  | "handler-slow"
  | "method-not-allowed"
  | "not-an-event"
  | "not-authentic"
  | "store-unavailable";

export type WebhookRoute = (request: Request) => Promise<Response>;

const BYTES_MAX = 64 * 1024;
/** Zoom sends again after 5, 20 and 60 minutes. https://developers.zoom.us/docs/api/webhooks/ (read 2026-11-24) */
const REMEMBERED_SECONDS = 90 * 60;
/** Zoom waits three seconds for an answer (same page). */
const HANDLER_MILLISECONDS = 2_500;

const STATUS: Readonly<Record<WebhookOutcome, number>> = {
  "body-too-large": 413,
  "body-unreadable": 400,
  "content-encoding-unsupported": 415,
  "content-type-unsupported": 415,
  "json-invalid": 400,
  "request-malformed": 400,
  "challenge-answered": 200,
  "challenge-refused": 400,
  duplicate: 200,
  handled: 200,
  "handler-failed": 500,
  "handler-slow": 503,
  "method-not-allowed": 405,
  "not-an-event": 400,
  // One answer for whatever is wrong with it: a forger learns nothing.
  "not-authentic": 401,
  "store-unavailable": 503,
};

/**
 * Takes the webhooks of one Zoom app. What it lets through was signed by Zoom within five minutes and was not here in
 * the last hour and a half. Whatever it does not answer with 200, Zoom sends again.
 *
 * @throws StartUpError where no secret is given, or one that is none
 */
export function webhookRoute(options: WebhookOptions): WebhookRoute {
  const { nonces, onDeauthorized, onEvent, onOutcome, now = systemClock } = options;
  const secrets = webhookSecrets(options.secrets);

  async function handle(request: Request): Promise<WebhookOutcome | { readonly plainToken: string }> {
    if (request.method !== "POST") return "method-not-allowed";
    const body = await readBytes(request, BYTES_MAX);
    if (typeof body === "string") return body;
    const authenticity = await secrets.authenticate(request.headers, body, now());
    if (authenticity === "forged" || authenticity === "out-of-time") return "not-authentic";
    const event = eventOf(body);
    if (event?.event === "endpoint.url_validation") {
      // Whether Zoom signs its challenges is not known, so one without headers is answered too.
      const plainToken = plainTokenOf(event);
      return plainToken === undefined ? "challenge-refused" : { plainToken };
    }
    if (authenticity === "unsigned") return "not-authentic";
    return event === undefined ? "not-an-event" : once(await sha256(body), event);
  }

  /** By its bytes: sent again, an event has another time and another signature. */
  async function once(hash: string, event: WebhookEvent): Promise<WebhookOutcome> {
    const nonce = `webhook:${hash}`;
    if (!(await nonces.claim(nonce, REMEMBERED_SECONDS))) return "duplicate";
    const done = give(event).then(
      () => "handled" as const,
      async () => {
        await nonces.release(nonce).catch(() => undefined);
        return "handler-failed" as const;
      },
    );
    let timer: ReturnType<typeof setTimeout> | undefined;
    const slow = new Promise<"handler-slow">((resolve) => {
      timer = setTimeout(() => resolve("handler-slow"), HANDLER_MILLISECONDS);
    });
    const outcome = await Promise.race([done, slow]);
    clearTimeout(timer);
    return outcome;
  }

  async function give(event: WebhookEvent): Promise<void> {
    const deauthorized = event.event === "app_deauthorized" ? deauthorizedOf(event) : undefined;
    if (deauthorized !== undefined && onDeauthorized !== undefined) await onDeauthorized(deauthorized);
    else await onEvent?.(event);
  }

  return async (request) => {
    let handled: Awaited<ReturnType<typeof handle>>;
    try {
      handled = await handle(request);
    } catch (error) {
      if (!StoreUnavailable.is(error)) throw error;
      handled = "store-unavailable";
    }
    const outcome = typeof handled === "string" ? handled : "challenge-answered";
    onOutcome?.(outcome);
    const body =
      typeof handled === "string"
        ? { outcome }
        : { plainToken: handled.plainToken, encryptedToken: await secrets.answer(handled.plainToken) };
    return new Response(JSON.stringify(body), {
      status: STATUS[outcome],
      headers: {
        "Content-Type": "application/json",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        ...(outcome === "method-not-allowed" && { Allow: "POST" }),
      },
    });
  };
}

function systemClock(): number {
  return Date.now() / 1000;
}
