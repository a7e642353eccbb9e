import type { Row } from "../../../packages/server/test/bad-input/row.ts";

/** One kind of bad request, as bytes. */
export interface Kind {
  readonly name: string;
  readonly body: Uint8Array;
  /** Header lines. `Content-Type: application/json` where there are none. */
  readonly headers?: readonly string[];
  /** Header lines instead of the right credential. */
  readonly credential?: readonly string[];
  readonly method?: string;
  /** Of the route, what stands in the request line. */
  readonly target?: (route: string) => string;
  /** The body is given in chunks instead of with its length. */
  readonly chunked?: boolean;
}

const JSON_TYPE = "Content-Type: application/json";

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));

/** From the tables that the app is tested with in process. */
export function kindOf({ name, send }: Row): Kind {
  const { headers, body = "" } = send;
  const all = Object.entries(headers ?? { "content-type": "application/json" });
  return {
    name,
    body: typeof body === "string" ? utf8(body) : body,
    headers: all.flatMap(([header, values]) =>
      header === "transfer-encoding" ? [] : [values].flat().map((value) => `${header}: ${value}`),
    ),
    chunked: all.some(([header]) => header === "transfer-encoding"),
  };
}

/** The request as it goes over the wire; the connection ends with its answer. */
export function requestOf(kind: Kind, route: string, credential: readonly string[]): Uint8Array {
  const { body, method = "POST", target = (path) => path, headers = [JSON_TYPE], chunked = false } = kind;
  const framing = chunked ? "Transfer-Encoding: chunked" : `Content-Length: ${body.length}`;
  const lines = [
    `${method} ${target(route)} HTTP/1.1`,
    "Host: 127.0.0.1",
    "Connection: close",
    ...headers,
    ...(kind.credential ?? credential),
    framing,
  ];
  const head = Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
  if (!chunked) return Buffer.concat([head, body]);
  return Buffer.concat([head, utf8(`${body.length.toString(16)}\r\n`), body, utf8("\r\n0\r\n\r\n")]);
}
