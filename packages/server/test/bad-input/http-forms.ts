import { gzipSync } from "node:zlib";
import type { Sent } from "../support.ts";
import type { Row } from "./row.ts";

const GOOD = '{"meetingNumber":"87270695528","role":0}';
const json = { "content-type": "application/json" };

const TYPES: readonly string[] = [
  "text/plain",
  "text/json",
  "text/html",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/javascript",
  "application/jsonp",
  "application/json5",
  "application/ld+json",
  "application/problem+json",
  "application/json, text/plain",
  "text/plain; application/json",
  "application/json; charset=utf-16",
  "application/json; charset=iso-8859-1",
  "application/json; charset=utf-8; charset=utf-16",
  "application/json; boundary=x",
  "application /json",
  "json",
  "*/*",
  "",
];

const ENCODINGS: readonly string[] = ["gzip", "deflate", "br", "zstd", "identity, gzip", "x"];

const NOT_FOUND: readonly string[] = [
  "//",
  "/index.php",
  "/v1",
  "/v1/",
  "/v1/signature/",
  "/v1//signature",
  "/v1/Signature",
  "/v1/diagnose/",
  "/v1/Diagnose",
  "/v1/signature%2f",
  "/v1%2fsignature",
  "/v2/signature",
  "/%00",
  "/%ff",
  "/%",
  "/__proto__",
  "/constructor",
  "/v1/explain/",
  "/v1/explain/nothing-of-the-kind",
  "/v1/explain/__proto__",
  "/v1/explain/constructor",
  "/.env",
  `/${"a".repeat(2000)}`,
  "/v1/explain/a%0d%0aX-Evil:%201",
];

const METHODS: readonly (readonly [method: string, path: string])[] = [
  ["GET", "/"],
  ["HEAD", "/v1/signature"],
  ["PUT", "/"],
  ["DELETE", "/v1/signature"],
  ["PATCH", "/"],
  ["GET", "/?meetingNumber=87270695528&role=0"],
  ["PROPFIND", "/"],
  ["POST", "/healthz"],
  ["POST", "/readyz"],
  ["DELETE", "/healthz"],
  ["GET", "/v1/diagnose"],
  ["PUT", "/v1/diagnose"],
  ["GET", "/v1/diagnose?signature=a.b"],
  ["POST", "/v1/explain/role-invalid"],
  ["DELETE", "/v1/explain/nothing-of-the-kind"],
];

const row = (name: string, send: Sent, status: number, code: string): Row => ({
  name: `HTTP: ${name}`,
  send,
  status,
  codes: [code],
});

export const HTTP_FORMS: readonly Row[] = [
  ...TYPES.map((type) =>
    row(
      `content type ${JSON.stringify(type)}`,
      { headers: { "content-type": type }, body: GOOD },
      415,
      "content-type-unsupported",
    ),
  ),
  row(
    "no content type",
    { headers: {}, body: new TextEncoder().encode(GOOD) },
    415,
    "content-type-unsupported",
  ),
  ...ENCODINGS.map((encoding) =>
    row(
      `content encoding ${encoding}`,
      { headers: { ...json, "content-encoding": encoding }, body: GOOD },
      415,
      "content-encoding-unsupported",
    ),
  ),
  row(
    "gzip in truth",
    { headers: { ...json, "content-encoding": "gzip" }, body: new Uint8Array(gzipSync(GOOD)) },
    415,
    "content-encoding-unsupported",
  ),
  row("gzip undeclared", { headers: json, body: new Uint8Array(gzipSync(GOOD)) }, 400, "json-invalid"),
  row(
    "4097 bytes",
    { headers: json, body: `${GOOD}${" ".repeat(4097 - GOOD.length)}` },
    413,
    "body-too-large",
  ),
  row(
    "60 kB",
    { headers: json, body: `{"meetingNumber":"${"8".repeat(60_000)}","role":0}` },
    413,
    "body-too-large",
  ),
  row(
    "60 kB, chunked",
    {
      headers: { ...json, "transfer-encoding": "chunked" },
      body: `{"meetingNumber":"${"8".repeat(60_000)}","role":0}`,
    },
    413,
    "body-too-large",
  ),
  row(
    "10,000 keys",
    { headers: json, body: `{${Array.from({ length: 10_000 }, (_, index) => `"k${index}":0`).join(",")}}` },
    413,
    "body-too-large",
  ),
  row("10,000 levels", { headers: json, body: "[".repeat(10_000) }, 413, "body-too-large"),
  ...NOT_FOUND.map((path) =>
    row(
      `path ${path.slice(0, 40)}`,
      { ...(path.startsWith("/v1/explain") && { method: "GET" }), path },
      404,
      "not-found",
    ),
  ),
  ...METHODS.map(([method, path]) => row(`${method} ${path}`, { method, path }, 405, "method-not-allowed")),
  { ...row("TRACE /", { method: "TRACE" }, 405, "method-not-allowed"), overHttpOnly: true },
  {
    ...row("Expect: something", { headers: { ...json, expect: "x" }, body: GOOD }, 417, "expectation-failed"),
    overHttpOnly: true,
  },
];

export const HTTP_FORMS_ACCEPTED: readonly Sent[] = [
  ...[
    "application/json",
    "Application/JSON",
    "application/json;charset=utf-8",
    'application/json; charset="utf-8"',
    "application/json; charset=UTF-8",
    "application/json;",
  ].map((type) => ({ headers: { "content-type": type }, body: GOOD })),
  { headers: { ...json, "content-encoding": "identity" }, body: GOOD },
  { headers: json, body: `${GOOD}${" ".repeat(4096 - GOOD.length)}` },
  { headers: { ...json, "transfer-encoding": "chunked" }, body: `${GOOD}${" ".repeat(4096 - GOOD.length)}` },
  { headers: json, body: GOOD, path: "/?role=1&meetingNumber=1" },
];
