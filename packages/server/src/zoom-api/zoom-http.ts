import { setTimeout as pause } from "node:timers/promises";
import { ZoomUnavailable } from "../companion/companion.ts";
import { ZOOM_URLS, type ZoomUrls, zoomBaseUrl } from "./base-url.ts";
import { createBreaker } from "./breaker.ts";
import { createBudget } from "./budget.ts";
import { type Answered, createExchanger, ExchangeError } from "./exchange.ts";
import { type JsonRecord, jsonObject } from "./json-object.ts";
import { type CallMetrics, observed, type Watching } from "./observed.ts";
import { retryAfterSeconds } from "./retry-after.ts";

/** What came of one request. Nothing here throws for what Zoom does. */
export type Outcome =
  | { readonly kind: "done"; readonly body: JsonRecord }
  /** An answer of 4xx: Zoom did nothing. */
  | { readonly kind: "refused"; readonly status: number; readonly body: JsonRecord }
  /** Zoom did nothing, or was not asked at all. */
  | { readonly kind: "not-done"; readonly error: ZoomUnavailable }
  /** Zoom may have acted; its answer is not known, or was no JSON object: then `text` has it. Not for a log. */
  | { readonly kind: "unknown"; readonly error: ZoomUnavailable; readonly text?: string };

export interface ZoomRequest {
  readonly service: keyof ZoomUrls;
  readonly method: "GET" | "POST";
  /** From the root, each variable part encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly authorization: string;
  /** Whose limit it counts against. */
  readonly account: string;
}

export interface ZoomHttp {
  readonly send: (request: ZoomRequest) => Promise<Outcome>;
  /** Whether a service did not answer lately and is left alone. */
  readonly isOpen: (service: keyof ZoomUrls) => boolean;
  /** Of the calls of a second, the share that the account with the least of them may make at once: 0 to 1. */
  readonly budgetLeft: () => number;
  readonly close: () => void;
}

export interface ZoomHttpOptions {
  /** Zoom's own unless given. From the operator's configuration only. */
  readonly urls?: ZoomUrls | undefined;
  /** At most, for each account. Zoom's light requests have 4, 30 or 80 by plan, medium ones 2, 20 or 60. */
  readonly callsPerSecond?: number | undefined;
  /** For the whole of a request, in milliseconds. */
  readonly deadline?: number | undefined;
  readonly metrics?: CallMetrics | undefined;
}

const DEADLINE = 10_000;
const CALLS_PER_SECOND = 20;
/** How long a call waits for its turn in the budget. */
const PATIENCE = 2000;
/** 64 connections in all. */
const SOCKETS = { oauth: 16, api: 48 };

/** @throws StartUpError for an address that is not Zoom's or loopback */
export function createZoomHttp(options: ZoomHttpOptions = {}): ZoomHttp {
  const { urls = ZOOM_URLS, callsPerSecond = CALLS_PER_SECOND, deadline = DEADLINE } = options;
  const bases = {
    oauth: zoomBaseUrl(urls.oauth, "zoom.oauthUrl"),
    api: zoomBaseUrl(urls.api, "zoom.apiUrl"),
  };
  const breakers = { oauth: createBreaker(), api: createBreaker() };
  const exchangers = {
    oauth: createExchanger({ sockets: SOCKETS.oauth, keepAlive: false }),
    api: createExchanger({ sockets: SOCKETS.api, keepAlive: true }),
  };
  const budget = createBudget({ callsPerSecond });

  async function send(request: ZoomRequest, watching: Watching): Promise<Outcome> {
    const { service, method, path, query, form, authorization } = request;
    const url = urlOf(path, bases[service]);
    const account = JSON.stringify([service, request.account]);
    const began = performance.now();
    const wait = budget.take(account, PATIENCE);
    if (wait > PATIENCE) return notDone("zoom-rate-limited", "the limit of calls is reached", wait / 1000);
    if (wait > 0) await pause(wait);
    const paused = budget.pausedFor(account);
    if (paused > 0) return notDone("zoom-rate-limited", "Zoom's limit of calls is reached", paused / 1000);
    const breaker = breakers[service];
    const open = breaker.enter();
    if (open !== undefined) {
      return notDone("zoom-circuit-open", "Zoom did not answer lately and is not asked", open / 1000);
    }

    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    let answered: Answered;
    try {
      const asked = {
        method,
        url,
        headers: { authorization, ...(form && { "content-type": "application/x-www-form-urlencoded" }) },
        ...(form && { body: new URLSearchParams(form).toString() }),
      };
      watching.asked();
      answered = await exchangers[service].exchange(asked, deadline - (performance.now() - began));
    } catch (error) {
      if (!(error instanceof ExchangeError)) throw error;
      breaker.failed();
      const outcome = error.sent ? unknown : notDone;
      return outcome("zoom-unavailable", `Zoom gave no answer (${error.problem})`, 5);
    }
    watching.answered(answered);
    const outcome = read(answered, (seconds) => budget.limited(account, seconds));
    if (outcome.kind === "unknown") breaker.failed();
    else breaker.succeeded();
    if (answered.status !== 429) budget.answered(account);
    return outcome;
  }

  const http: ZoomHttp = {
    send: observed(send, bases, options.metrics),
    isOpen: (service) => breakers[service].isOpen(),
    budgetLeft: budget.left,
    close() {
      unwatch?.();
      for (const { close } of Object.values(exchangers)) close();
    },
  };
  const unwatch = options.metrics?.zoom.watch(http);
  return http;
}

/** @throws TypeError for a path that would lead to another host, or is written in another way than it is read */
function urlOf(path: string, base: URL): URL {
  const url = new URL(base.origin);
  if (/^\/(?![/\\])/.test(path)) url.pathname = path;
  if (url.pathname !== path) throw new TypeError("the path is not one below Zoom's address");
  return url;
}

function read({ status, headers, text }: Answered, limited: (seconds?: number) => number): Outcome {
  if (status === 429) {
    const date = Date.parse(headers.date ?? "") / 1000;
    const now = Number.isFinite(date) ? date : Date.now() / 1000;
    const seconds = limited(retryAfterSeconds(headers["retry-after"], now));
    return notDone("zoom-rate-limited", "Zoom's limit of calls is reached", seconds);
  }
  const body = jsonObject(text);
  if (status >= 400 && status < 500) return { kind: "refused", status, body: body ?? {} };
  if (status < 200 || status > 299) return unknown("zoom-unavailable", `Zoom answered HTTP ${status}`, 5);
  if (!body) {
    const error = unavailable("zoom-unavailable", "Zoom answered something that is not JSON", 5);
    return { kind: "unknown", error, text };
  }
  return { kind: "done", body };
}

function notDone(...of: ConstructorParameters<typeof ZoomUnavailable>): Outcome {
  return { kind: "not-done", error: unavailable(...of) };
}

function unknown(...of: ConstructorParameters<typeof ZoomUnavailable>): Outcome {
  return { kind: "unknown", error: unavailable(...of) };
}

function unavailable(...of: ConstructorParameters<typeof ZoomUnavailable>): ZoomUnavailable {
  const [code, message, seconds] = of;
  return new ZoomUnavailable(
    code,
    message,
    seconds === undefined ? seconds : Math.max(1, Math.ceil(seconds)),
  );
}
