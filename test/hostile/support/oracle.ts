import { WEBHOOKS } from "./server.ts";
import type { Answer } from "./socket.ts";

const ECHO_MAX = 64;

/** What is wrong with an answer to something that is to be refused; nothing for an answer that is right. */
export function wrongWith(route: string, answer: Answer | undefined, sent: string): string | undefined {
  if (answer === undefined) return "no answer";
  const { status, headers, text } = answer;
  const type = headers.get("content-type");
  if (/eyJ[\w-]+\.[\w-]+\.[\w-]{20,}|"signature":"/.test(text)) return `a signature: ${status}`;
  if (/\bat .+:\d+:\d+\)?/.test(text)) return `a stack: ${text}`;
  if (headers.get("cache-control") !== "no-store") return `it may be kept: ${status}`;
  if (headers.get("x-content-type-options") !== "nosniff") return `its type may be guessed: ${status}`;
  if (headers.has("access-control-allow-origin")) return "a page of another origin may read it";
  if (headers.has("server") || headers.has("x-powered-by")) return "it says what made it";
  // Evidence that makes little sense is diagnosed all the same.
  if (status === 200 && route === "/v1/diagnose") return reportIsWrong(text);
  if (status < 400 || status > 499) return `status ${status}: ${text.slice(0, 200)}`;
  const echo = echoOf(text, sent);
  if (echo !== undefined) return `it repeats what was sent: ${echo}`;
  if (route === WEBHOOKS && type === "application/json") return outcomeIsWrong(text);
  if (type !== "application/problem+json") return `a refusal of type ${type}: ${text.slice(0, 200)}`;
  return problemIsWrong(status, text);
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function reportIsWrong(text: string): string | undefined {
  const report = (parsed(text)?.report ?? {}) as Readonly<Record<string, unknown>>;
  const is = report.schema === 1 && Array.isArray(report.findings) && typeof report.outcome === "string";
  return is ? undefined : `no report: ${text.slice(0, 200)}`;
}

/** Zoom reads no more than the status; the body is for whoever tries it by hand. */
function outcomeIsWrong(text: string): string | undefined {
  const outcome = parsed(text)?.outcome;
  return typeof outcome === "string" && /^[a-z-]+$/.test(outcome)
    ? undefined
    : `no outcome: ${text.slice(0, 200)}`;
}

function problemIsWrong(status: number, text: string): string | undefined {
  const problem = parsed(text);
  const errors = Array.isArray(problem?.errors) ? (problem.errors as Record<string, unknown>[]) : [];
  const whole =
    problem?.status === status &&
    /^\/v1\/explain\/[a-z-]+$/.test(String(problem.type)) &&
    typeof problem.title === "string" &&
    typeof problem.detail === "string" &&
    errors.length > 0 &&
    errors.every((error) =>
      ["property", "reason", "code", "help"].every((name) => typeof error[name] === "string"),
    );
  return whole ? undefined : `no problem as RFC 9457 has it: ${text.slice(0, 200)}`;
}

/** A piece of more than 64 characters that stands in both. */
function echoOf(text: string, whole: string): string | undefined {
  const piece = ECHO_MAX + 1;
  // What is repeated further on is repeated here.
  const sent = whole.slice(0, 20_000);
  if (sent.length < piece) return undefined;
  const pieces = new Set<string>();
  for (let at = 0; at + piece <= text.length; at += 1) pieces.add(text.slice(at, at + piece));
  for (let at = 0; at + piece <= sent.length; at += 1) {
    const one = sent.slice(at, at + piece);
    if (pieces.has(one)) return one;
  }
  return undefined;
}
