import { type Kind, utf8 } from "../support/kind.ts";

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const claims = { iss: "https://school.example", sub: "teacher", aud: "zoom-signatures", exp: 4_102_444_800 };
const mac = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const jwt = (header: object, payload: object = claims, signature: string = mac): string =>
  `${part(header)}.${part(payload)}.${signature}`;

const AUTHORIZATIONS: Readonly<Record<string, readonly string[]>> = {
  none: [],
  empty: [""],
  "the scheme alone": ["Bearer"],
  "the scheme and spaces": ["Bearer    "],
  "no scheme": ["zsk_host_0000000000000000000000000000000000000000000_000000"],
  Basic: ["Basic aG9zdDpwYXNz"],
  Digest: ['Digest username="host"'],
  Negotiate: ["Negotiate YII="],
  "an unknown scheme": ["Zoom x"],
  "a key that is none": ["Bearer x"],
  "a key of the right form": ["Bearer zsk_host_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA_AAAAAA"],
  "a key of nobody": ["Bearer zsk_nobody_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA_AAAAAA"],
  "a key with an id of the prototype": [
    "Bearer zsk___proto___AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA_AAAAAA",
  ],
  "a key in quotes": ['Bearer "zsk_host_x"'],
  "two of them": ["Bearer a", "Bearer b"],
  "two of them in one": ["Bearer a, Bearer b"],
  "7 kB": [`Bearer ${"a".repeat(7000)}`],
  "bytes beyond ASCII": ["Bearer \u00e9\u00ff\u00a0"],
  "a tab": ["Bearer\tx"],
  "percent signs": ["Bearer %00%0d%0a"],
  "a JSON object": ['Bearer {"role":1}'],
  "a JWT of two parts": [`Bearer ${part({ alg: "ES256" })}.${part(claims)}`],
  "a JWT of four parts": [`Bearer ${jwt({ alg: "ES256" })}.x`],
  "a JWT of five parts": [`Bearer ${jwt({ alg: "dir" })}.x.y`],
  "a JWT with nothing between its dots": ["Bearer .."],
  "a JWT with alg none": [`Bearer ${jwt({ alg: "none" }, claims, "")}`],
  "a JWT with alg nOnE": [`Bearer ${jwt({ alg: "nOnE" }, claims, "")}`],
  "a JWT with HS256": [`Bearer ${jwt({ alg: "HS256", typ: "JWT" })}`],
  "a JWT with ES256 and another's signature": [`Bearer ${jwt({ alg: "ES256", kid: "1" })}`],
  "a JWT that brings its key": [`Bearer ${jwt({ alg: "ES256", jwk: { kty: "EC", crv: "P-256" } })}`],
  "a JWT that says where its key is": [`Bearer ${jwt({ alg: "RS256", jku: "http://127.0.0.1:1/keys" })}`],
  "a JWT with a critical header": [`Bearer ${jwt({ alg: "ES256", crit: ["x"], x: 1 })}`],
  "a JWT with an empty payload": [`Bearer ${part({ alg: "ES256" })}..${mac}`],
  "a JWT that is no JSON": ["Bearer e30x.e30x.e30x"],
  "a JWT with a kid that is a path": [`Bearer ${jwt({ alg: "ES256", kid: "../../dev/null" })}`],
  "a JWT of a foreign issuer": [`Bearer ${jwt({ alg: "ES256" }, { ...claims, iss: "http://127.0.0.1:1" })}`],
  "a signed request with nothing signed": ["Countersign-HMAC-SHA256 x"],
  "half of a signed request": ["Countersign key=booking"],
};

const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  "in a cookie": ["Cookie: authorization=Bearer x; session=y"],
  "in X-Api-Key": ["X-Api-Key: zsk_host_x"],
  "in Proxy-Authorization": ["Proxy-Authorization: Bearer x"],
  "as a user that a proxy names": ["X-Forwarded-User: host", "X-Remote-User: host", "X_Forwarded_User: host"],
  "as an address that a proxy names": ["X-Forwarded-For: 127.0.0.1", "X-Real-IP: 127.0.0.1"],
  "as a method that overrides": ["X-HTTP-Method-Override: GET"],
  "half of Zoom's": ["X-Zm-Request-Timestamp: 1763949600"],
  "the other half of Zoom's": [`X-Zm-Signature: v0=${"0".repeat(64)}`],
  "Zoom's, forged": [`X-Zm-Signature: v0=${"0".repeat(64)}`, "X-Zm-Request-Timestamp: 1763949600"],
};

/** With it, a body that every route of signatures would answer. Only who calls is wrong. */
const BODY = utf8('{"meetingNumber":"87270695528","role":0}');
const TARGETS: Readonly<Record<string, (route: string) => string>> = {
  "in the query": (route) => `${route}?access_token=x&api_key=y`,
  "in the query, as Authorization": (route) => `${route}?Authorization=Bearer%20x`,
};

export const CREDENTIALS: readonly Kind[] = [
  ...Object.entries(AUTHORIZATIONS).map(
    ([name, values]): Kind => ({
      name: `credential: ${name}`,
      body: BODY,
      credential: values.map((value) => `Authorization: ${value}`),
    }),
  ),
  ...Object.entries(ELSEWHERE).map(
    ([name, credential]): Kind => ({ name: `credential ${name}`, body: BODY, credential }),
  ),
  ...Object.entries(TARGETS).map(
    ([name, target]): Kind => ({ name: `credential ${name}`, body: BODY, credential: [], target }),
  ),
];
