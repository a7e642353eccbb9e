import { STAND_IN_HEADER } from "../answers.ts";
import type { Answer } from "./answer.ts";

export const JSON_TYPE = "application/json;charset=UTF-8";

type Body = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;

/** Every answer of the API says that it is not Zoom's, and is kept by nobody. */
export function respond(
  status: number,
  body: Body,
  headers: { readonly [name: string]: string } = {},
): Response {
  return new Response(body, {
    status,
    headers: { ...STAND_IN_HEADER, "cache-control": "no-store", ...headers },
  });
}

/** An answer as it is when nothing goes wrong. */
export function write({ status, headers, body }: Answer): Response {
  if (body === undefined) return respond(status, null, headers);
  return respond(status, JSON.stringify(body), { "content-type": JSON_TYPE, ...headers });
}
