import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { type Answer, oauthError, restError } from "./answer.ts";
import { ConnectionReset, type Failure, type FailureKind } from "./failure.ts";
import { JSON_TYPE, respond, write } from "./write.ts";

/** What a failure makes of a call. `work` does the endpoint's own work, once at most, and gives its right answer. */
export async function spoil(failure: Failure, work: () => Promise<Answer>, now: number): Promise<Response> {
  const spoiler: Spoiler = SPOILERS[failure.kind];
  if (spoiler.needsAnswer) return spoiler.of(failure, await work(), now);
  if (failure.done) await work();
  return spoiler.of(failure, now);
}

type Spoiler =
  | {
      readonly needsAnswer: true;
      readonly of: (failure: FailureKind, answer: Answer, now: number) => Response | Promise<Response>;
    }
  | {
      readonly needsAnswer: false;
      readonly of: (failure: FailureKind, now: number) => Response | Promise<Response>;
    };

type Of<Kind extends FailureKind["kind"]> = Extract<FailureKind, { kind: Kind }>;

/** Binds a kind's own function to the kind, so that it sees its own fields. */
function shaping<Kind extends FailureKind["kind"]>(
  kind: Kind,
  of: (failure: Of<Kind>, answer: Answer) => Response | Promise<Response>,
): Spoiler {
  return { needsAnswer: true, of: (failure, answer) => of(own(kind, failure), answer) };
}

function instead<Kind extends FailureKind["kind"]>(
  kind: Kind,
  of: (failure: Of<Kind>, now: number) => Response | Promise<Response>,
): Spoiler {
  return { needsAnswer: false, of: (failure, now) => of(own(kind, failure), now) };
}

function own<Kind extends FailureKind["kind"]>(kind: Kind, failure: FailureKind): Of<Kind> {
  if (failure.kind !== kind) throw new TypeError(`${failure.kind} is not ${kind}`);
  return failure as Of<Kind>;
}

const YEAR = 365 * 86_400;
const MEGABYTE = 1_000_000;
const MEBIBYTE = 1024 * 1024;

const SPOILERS: { readonly [Kind in FailureKind["kind"]]: Spoiler } = {
  status: instead("status", ({ status }) =>
    respond(status, `${status} from the stand-in\n`, { "content-type": "text/plain; charset=utf-8" }),
  ),
  "oauth-error": instead("oauth-error", ({ error, status = 400 }) =>
    write(oauthError(status, error, "asked for by a test")),
  ),
  "rest-error": instead("rest-error", ({ status, code, message = "asked for by a test" }) =>
    write(restError(status, code, message)),
  ),
  "rate-limited": instead("rate-limited", (failure, now) => write(rateLimited(failure, now))),
  slow: shaping("slow", async ({ milliseconds }, answer) => {
    await pause(milliseconds, undefined, { ref: false });
    return write(answer);
  }),
  dribble: shaping("dribble", ({ bytesPerSecond }, answer) =>
    json(answer.status, dribbled(bytesOf(answer), bytesPerSecond)),
  ),
  silent: instead("silent", () => new Promise<Response>(() => {})),
  reset: instead("reset", () => {
    throw new ConnectionReset("the stand-in was told to reset the connection");
  }),
  "cut-off": shaping("cut-off", (_, answer) => json(answer.status, cutOff(bytesOf(answer)))),
  truncated: shaping("truncated", (_, answer) => {
    const text = JSON.stringify(answer.body ?? {});
    return json(answer.status, text.slice(0, Math.ceil(text.length / 2)));
  }),
  html: instead("html", () =>
    respond(200, "<!doctype html><title>Not Zoom</title><p>Sign in to this network.", {
      "content-type": "text/html; charset=utf-8",
    }),
  ),
  garbage: instead("garbage", () =>
    json(
      200,
      Uint8Array.from({ length: 512 }, (_, at) => (at * 197 + 128) % 256),
    ),
  ),
  "wrong-form": instead("wrong-form", () => json(200, '["not what was asked for"]')),
  "wrong-types": shaping("wrong-types", (_, answer) =>
    json(
      answer.status,
      withMembers(answer, (name, value) => [[name, otherType(value)]]),
    ),
  ),
  "duplicate-keys": shaping("duplicate-keys", (_, answer) =>
    json(
      answer.status,
      withMembers(answer, (name, value) => [
        [name, JSON.stringify(value)],
        [name, typeof value === "number" ? String(value + 1) : '"the second of two"'],
      ]),
    ),
  ),
  member: shaping("member", (failure, answer) =>
    json(
      answer.status,
      withMembers(answer, (name, value) => [
        [name, name === failure.name ? failure.raw : JSON.stringify(value)],
      ]),
    ),
  ),
  without: shaping("without", (failure, answer) =>
    json(
      answer.status,
      withMembers(answer, (name, value) => (name === failure.name ? [] : [[name, JSON.stringify(value)]])),
    ),
  ),
  huge: instead("huge", ({ bytes = 50 * MEGABYTE }) => json(200, huge(bytes))),
  "gzip-bomb": instead("gzip-bomb", ({ bytes = 64 * MEBIBYTE }) =>
    respond(200, bomb(bytes), { "content-type": JSON_TYPE, "content-encoding": "gzip" }),
  ),
  redirect: instead("redirect", ({ status = 302, location = "/elsewhere" }) =>
    respond(status, null, { location }),
  ),
};

function rateLimited({ retryAfter, seconds = 1 }: Of<"rate-limited">, now: number): Answer {
  const then = new Date((now + seconds) * 1000);
  const written: Record<Of<"rate-limited">["retryAfter"], string | undefined> = {
    seconds: String(seconds),
    "http-date": then.toUTCString(),
    "iso-date": then.toISOString().replace(/\.\d{3}Z$/, "Z"),
    absent: undefined,
    "a-year": String(YEAR),
  };
  return tooMany(written[retryAfter]);
}

/** HTTP 429 as Zoom's page of rate limits has it. */
export function tooMany(retryAfter?: string): Answer {
  const text = "You have reached the maximum per-second rate limit for this API. Try again later.";
  return {
    ...restError(429, 429, text),
    headers: {
      "x-ratelimit-category": "Light",
      "x-ratelimit-type": "QPS",
      "x-ratelimit-remaining": "0",
      ...(retryAfter !== undefined && { "retry-after": retryAfter }),
    },
  };
}

function json(status: number, body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>): Response {
  return respond(status, body, { "content-type": JSON_TYPE });
}

function bytesOf({ body }: Answer): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(body ?? {}));
}

/** The answer's members rewritten, each as any number of pairs of name and JSON text. */
function withMembers(
  { body = {} }: Answer,
  pairs: (name: string, value: unknown) => readonly (readonly [string, string])[],
): string {
  const members = Object.entries(body).flatMap(([name, value]) => pairs(name, value));
  return `{${members.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(",")}}`;
}

function otherType(value: unknown): string {
  if (typeof value === "string") return "{}";
  if (typeof value === "number") return '"soon"';
  return typeof value === "object" ? "true" : "[]";
}

function cutOff(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let begun = false;
  return new ReadableStream({
    pull(controller) {
      if (begun) controller.error(new ConnectionReset("the stand-in was told to end the connection here"));
      else controller.enqueue(bytes.slice(0, Math.ceil(bytes.length / 2)));
      begun = true;
    },
  });
}

function dribbled(bytes: Uint8Array, perSecond: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      if (at > 0) await pause(1000, undefined, { ref: false });
      controller.enqueue(bytes.slice(at, at + perSecond));
      at += perSecond;
      if (at >= bytes.length) controller.close();
    },
  });
}

/** `{"access_token":"aaaa…"}`, written as it is read. */
function huge(size: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const head = '{"access_token":"';
  const tail = '"}';
  let left = Math.max(0, size - head.length - tail.length);
  const chunk = encoder.encode("a".repeat(64 * 1024));
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    pull(controller) {
      if (left > 0) {
        controller.enqueue(chunk.slice(0, Math.min(left, chunk.length)));
        left -= chunk.length;
        return;
      }
      controller.enqueue(encoder.encode(tail));
      controller.close();
    },
  });
}

/** Gzip may be several members one after the other, so one mebibyte is compressed and repeated. */
function bomb(size: number): Uint8Array<ArrayBuffer> {
  const member = gzipSync(Buffer.alloc(MEBIBYTE, "a"));
  const count = Math.max(1, Math.ceil(size / MEBIBYTE));
  return new Uint8Array(Buffer.concat(Array.from({ length: count }, () => member)));
}
