import { readText } from "./read-text.ts";

/** What the SDK sends to `/api/v1/wc/info`, as far as anything here looks at it. */
export interface JoinRequest {
  /** 6.x sends a form by POST; 3.x, and some views of 4.x and 5.x, a script address with a call back (JSONP). */
  readonly transport: "POST" | "JSONP";
  readonly callback?: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** A JavaScript name or a path of them, so that nothing else can be made to run. */
const CALLBACK = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*){0,3}$/;
const BODY_MAX = 64 * 1024;

/** Reads the request, or says what about it cannot be read. */
export async function readJoinRequest(request: Request): Promise<JoinRequest | string> {
  if (request.method === "POST") {
    const text = await readText(request, BODY_MAX);
    if (text === undefined) return `the body has more than ${BODY_MAX} bytes`;
    return { transport: "POST", fields: firstOfEach(new URLSearchParams(text)) };
  }
  const query = new URL(request.url).searchParams;
  const callback = query.get("callback");
  if (callback === null || !CALLBACK.test(callback))
    return "a GET wants a callback that is a function's name";
  return { transport: "JSONP", callback, fields: firstOfEach(query) };
}

function firstOfEach(pairs: URLSearchParams): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of pairs) if (!fields.has(name)) fields.set(name, value);
  return fields;
}
