import { type Kind, utf8 } from "../support/kind.ts";

const BODY = utf8('{"meetingNumber":"87270695528","role":9}');

const METHODS = [
  "PUT",
  "DELETE",
  "PATCH",
  "TRACE",
  "PROPFIND",
  "SEARCH",
  "LINK",
  "PURGE",
  "M-SEARCH",
  "QUERY",
];

/** What is refused for its method, or for a target that is near a route and is none. */
export const REQUEST_LINES: readonly Kind[] = [
  ...METHODS.map((method): Kind => ({ name: `method ${method}`, method, body: BODY })),
  ...Object.entries<(route: string) => string>({
    "two slashes before": (route) => `//${route}`,
    "a slash behind": (route) => `${route}//`,
    "a dot behind": (route) => `${route}/.x`,
    "a NUL behind": (route) => `${route}%00`,
    "a semicolon": (route) => `${route};x=1`,
    "an encoded slash behind": (route) => `${route}%2f`,
    "a byte that is no UTF-8": (route) => `${route}%ff`,
    "half an escape": (route) => `${route}%`,
    "up and beyond": (route) => `${route}/../../../x`,
    "a line break": (route) => `${route}%0d%0aX:1`,
    "a long query": (route) => `${route}x?${"a".repeat(4000)}`,
    "a file of the system": () => "/etc/passwd",
    "what is served elsewhere": () => "/.git/config",
  }).map(([name, target]): Kind => ({ name: `target: ${name}`, target, body: BODY })),
];

/** Header lines that bring nothing, with a body that is refused. */
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  "an Origin of another host": ["Origin: https://evil.example"],
  "an Origin of null": ["Origin: null"],
  "an Origin that ends like a listed one": ["Origin: https://evil-app.example.com"],
  "an Origin that begins like a listed one": ["Origin: https://app.example.com.evil.example"],
  "an Origin with a user": ["Origin: https://app.example.com@evil.example"],
  "two Origins": ["Origin: https://app.example.com, https://evil.example"],
  "Sec-Fetch-Site: cross-site": ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"],
  "a Range": ["Range: bytes=0-1"],
  "an If-Match": ["If-Match: *"],
  "a TE": ["TE: trailers, gzip"],
  "an Accept of nothing": ["Accept: image/png"],
  "a Max-Forwards": ["Max-Forwards: 0"],
  "a Forwarded": ["Forwarded: for=127.0.0.1;host=evil.example;proto=https"],
  "a host that a proxy names": ["X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https"],
  "another target for some servers": ["X-Original-URL: /healthz", "X-Rewrite-URL: /healthz"],
  "a request id of its own": [`X-Request-Id: ${"x".repeat(200)}`],
  "60 headers": Array.from({ length: 60 }, (_, index) => `X-${index}: x`),
  "60 times one header": Array.from({ length: 60 }, () => "X-Same: x"),
  "a cookie of 4 kB": [`Cookie: a=${"b".repeat(4000)}`],
  "a header named as a prototype": ["__proto__: x", "constructor: y"],
};

export const HEADER_FORMS: readonly Kind[] = Object.entries(HEADERS).map(
  ([name, headers]): Kind => ({
    name: `header: ${name}`,
    headers: ["Content-Type: application/json", ...headers],
    body: utf8("{"),
  }),
);
