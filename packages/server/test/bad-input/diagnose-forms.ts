import { SECRET_NAMES } from "../diagnose/secret-names.ts";
import type { Row } from "./row.ts";

const PATH = "/v1/diagnose";
const VALUE = "q8Zr4Lw1Vt6Yp3Nx0Cm9Bk5Jh2Gf7Ds";

const row = (name: string, body: string, status: number, ...codes: string[]): Row => ({
  name: `diagnose: ${name}`,
  send: { path: PATH, body },
  status,
  codes,
});
const secret = (name: string, body: object): Row => row(name, JSON.stringify(body), 400, "secret-in-request");

const LINKS = ["?pwd=", "?zak=", "?a=1&tk=", "#token=", "?secret="].map(
  (query) => `https://example.com/j/87270695528${query}${VALUE}`,
);

/** What only this route refuses, or refuses otherwise. */
export const DIAGNOSE_FORMS: readonly Row[] = [
  ...SECRET_NAMES.map((name) => secret(`the key ${name}`, { [name]: VALUE })),
  ...SECRET_NAMES.map((name) => secret(`${name} with nothing in it`, { joinCall: { [name]: null } })),
  ...[
    ["in the credentials", { credentials: { sdkKey: "k", sdkSecret: VALUE } }],
    ["among others", { credentials: { others: { old: VALUE } } }],
    ["in the join call", { joinCall: { meetingNumber: "87270695528", passWord: VALUE } }],
    ["in the meeting", { meeting: { id: 87270695528, settings: { deep: [{ password: VALUE }] } } }],
    ["in the app", { app: { features: { webhook: { secret_token: VALUE } } } }],
    ["in the signature", { signature: { data: { signature: "a.b", sdkSecret: VALUE } } }],
    ["in a list", { error: [[{ zak: VALUE }]] }],
    ["in what nobody reads", { nothing: { secret: VALUE } }],
  ].map(([name, body]) => secret(`a secret ${name}`, body as object)),
  ...LINKS.map((link) => secret(`a link with ${link.slice(32)}`, { meeting: { join_url: link } })),
  row(
    "several secrets",
    JSON.stringify({ zak: VALUE, credentials: { sdkSecret: VALUE }, joinCall: { zak: VALUE } }),
    400,
    "secret-in-request",
    "secret-in-request",
  ),
  row("16385 bytes", `{}${" ".repeat(16_383)}`, 413, "body-too-large"),
  row(
    "257 keys",
    JSON.stringify(Object.fromEntries(Array.from({ length: 257 }, (_, index) => [`k${index}`, 0]))),
    400,
    "json-keys-too-many",
  ),
  row("10,000 levels", "[".repeat(10_000), 400, "json-too-deep"),
];
