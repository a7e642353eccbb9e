import { docsOf, JoinError, type JoinErrorCode } from "./error.ts";
import { type Given, givenOf } from "./given.ts";
import type { JoinOptions, SignatureRequest } from "./options.ts";

/** What came back for the question for a signature. The signature may be anything: the rules look at it. */
export interface Issued {
  readonly signature: unknown;
  readonly sdkKey?: string;
  /** What else came from `joinEndpoint`. */
  readonly given?: Given;
  /** Seconds that this machine's clock is ahead of the endpoint's, where the endpoint told its time. */
  readonly clockOffset?: number;
}

/** Asks once, past every cache. */
export function issue(
  options: JoinOptions,
  request: SignatureRequest & { readonly sdkVersion?: string | undefined },
): Promise<Issued> {
  const { endpoint, joinEndpoint, getSignature } = options;
  if (getSignature !== undefined) return fromFunction(options, request);
  if (joinEndpoint !== undefined) return fromJoinEndpoint(joinEndpoint, options, request);
  const { meetingNumber, role } = request;
  return fromEndpoint(endpoint ?? "", options, request, { meetingNumber, role });
}

async function fromFunction({ getSignature }: JoinOptions, request: SignatureRequest): Promise<Issued> {
  try {
    return issuedOf(await getSignature?.(request));
  } catch (error) {
    request.signal.throwIfAborted();
    throw failed("get-signature-failed", `\`getSignature\` failed: ${wordsOf(error)}`, GET_SIGNATURE);
  }
}

/** Says what the plan of this join depends on, beside the meeting. */
function fromJoinEndpoint(
  endpoint: string | URL,
  options: JoinOptions,
  request: SignatureRequest & { readonly sdkVersion?: string | undefined },
): Promise<Issued> {
  const { resource, view, userName, userEmail, tk } = options;
  const { meetingNumber, role, sdkVersion } = request;
  const meeting = resource === undefined ? { meetingNumber } : { resource };
  // What is undefined is no member of the JSON.
  const body = { ...meeting, role, view, sdkVersion, userName, userEmail, registrantToken: tk };
  return fromEndpoint(endpoint, options, request, body);
}

async function fromEndpoint(
  endpoint: string | URL,
  { endpointRequest = {}, joinEndpoint }: JoinOptions,
  { signal }: Pick<SignatureRequest, "signal">,
  asks: object,
): Promise<Issued> {
  const { headers: more, ...rest } = endpointRequest;
  const headers = new Headers(more);
  headers.set("content-type", "application/json");
  headers.set("accept", "application/json, application/problem+json");
  const body = JSON.stringify(asks);
  const asked = Date.now();
  let response: Response;
  let text: string;
  try {
    response = await fetch(endpoint, { ...rest, method: "POST", headers, body, cache: "no-store", signal });
    text = await response.text();
  } catch (error) {
    signal.throwIfAborted();
    throw failed(
      "endpoint-unreachable",
      `the signing endpoint could not be asked: ${wordsOf(error)}`,
      UNREACHABLE,
    );
  }
  const here = (asked + Date.now()) / 2000;
  const answer = parsed(text);
  if (!response.ok) {
    const said = problemWords(answer);
    const message = `the signing endpoint answered ${response.status}${said.words && `: ${said.words}`}`;
    throw failed("endpoint-refused", message, said.help || REFUSED);
  }
  if (answer === undefined)
    throw failed(
      "endpoint-not-json",
      `the signing endpoint answered ${response.status} with what is not JSON`,
      NOT_JSON,
    );
  if (typeof answer !== "string" && !(isObject(answer) && "signature" in answer)) {
    const names = isObject(answer) ? Object.keys(answer).slice(0, 5).join(", ") : typeof answer;
    const message = `the signing endpoint's answer has no \`signature\`; it has: ${names || "nothing"}`;
    throw failed("endpoint-without-signature", message, WITHOUT);
  }
  const there = timeOf(response, answer);
  return {
    ...issuedOf(answer),
    ...(joinEndpoint !== undefined && { given: givenOf(answer) }),
    ...(there !== undefined && { clockOffset: here - there }),
  };
}

const GET_SIGNATURE =
  "Look at what the function asks, and at the server's log: nothing of Zoom's was asked yet.";
const UNREACHABLE =
  "Open the endpoint's address: is it up, and does it allow this page's origin (CORS) and this page's policy it (`connect-src`)? Nothing of Zoom's was asked yet.";
const REFUSED = "Look at the endpoint's log, and at who may ask it: nothing of Zoom's was asked yet.";
const NOT_JSON =
  "See that the address is the endpoint's and not that of a page or a login: it has to answer JSON.";
const WITHOUT =
  "Have it answer `{ signature, sdkKey }`, or take the signature out yourself in `getSignature`.";

function failed(code: JoinErrorCode, message: string, help: string): JoinError {
  return new JoinError({ code, cause: "endpoint", message, help, docs: docsOf(code) });
}

function issuedOf(answer: unknown): Issued {
  if (!isObject(answer) || !("signature" in answer)) return { signature: answer };
  const { signature, sdkKey } = answer;
  return { signature, ...(typeof sdkKey === "string" && sdkKey !== "" && { sdkKey }) };
}

/**
 * The endpoint's clock, in seconds since 1970. `Date` is hidden from pages of another origin unless the endpoint
 * exposes it; an answer with `expiresAt` and `expiresIn` says the same.
 */
function timeOf(response: Response, answer: unknown): number | undefined {
  const date = Date.parse(response.headers.get("date") ?? "");
  if (Number.isFinite(date)) return date / 1000;
  const { expiresAt, expiresIn } = isObject(answer) ? answer : {};
  const end = typeof expiresAt === "string" ? Date.parse(expiresAt) / 1000 : Number.NaN;
  return Number.isFinite(end) && typeof expiresIn === "number" ? end - expiresIn : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** RFC 9457 and the errors that Zoom's sample answers with. */
function problemWords(problem: unknown): { words: string; help: string } {
  if (!isObject(problem)) return { words: "", help: "" };
  const { title, detail, errors } = problem;
  const listed = (Array.isArray(errors) ? errors : []).filter(isObject);
  const reasons = listed.map(({ reason }) => reason).filter(isText);
  const helps = listed.map(({ help }) => help).filter(isText);
  const words = reasons.length > 0 ? reasons : [detail, title].filter(isText).slice(0, 1);
  return { words: cut(words.join("; ")), help: cut(helps.join(" ")) };
}

function wordsOf(error: unknown): string {
  return cut(error instanceof Error ? error.message : typeof error === "string" ? error : "no reason given");
}

function cut(text: string): string {
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
