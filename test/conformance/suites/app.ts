import type { SignVector } from "../../../tools/vectors/sign-vectors.ts";
import type { ServerSubject } from "../subject.ts";
import { type Check, equal, type Suite } from "../suite.ts";
import { SIGN } from "../vectors.ts";
import { createWorld, MEETING, NOW, OTHER_MEETING, type World } from "./world.ts";

/** The routes of the app, called with the web's own Request. */
export function appSuite(server: ServerSubject): Suite {
  return {
    name: "app",
    async checks() {
      const world = await createWorld(server);
      return [...signed(world), ...whoCalls(world), ...refused(world), ...others(world)];
    },
  };
}

/** What the vectors say comes of these requests, by another way. */
function vectorOf(name: string): SignVector {
  const found = SIGN.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no vector "${name}"`);
  return found;
}

function signed({ ask, credentials, log }: World): Check[] {
  const wanted = vectorOf("lifetime: two hours by default");
  const answer = {
    signature: wanted.signature,
    sdkKey: wanted.sdkKey,
    expiresAt: "2026-11-24T08:00:00.000Z",
    expiresIn: 7200,
    meetingNumber: MEETING,
    role: 0,
  };
  const body = { meetingNumber: "872 7069 5528", role: 0 };
  const { key } = credentials;
  return [
    ...["/", "/v1/signature"].map((path) => ({
      name: `POST ${path} answers the signature of the vectors`,
      async run() {
        const got = await ask("POST", path, { headers: key, body });
        equal([got.status, got.json], [200, answer]);
        equal(
          [got.headers.get("content-type"), got.headers.get("cache-control")],
          ["application/json", "no-store"],
        );
      },
    })),
    {
      name: "POST /v1/join answers what one join takes",
      async run() {
        const got = await ask("POST", "/v1/join", {
          headers: key,
          body: { meetingNumber: MEETING, role: 0 },
        });
        equal([got.status, got.member("signature")], [200, wanted.signature]);
      },
    },
    {
      name: "what was signed is logged, without the signature",
      run() {
        const text = JSON.stringify(log);
        equal([text.includes('"outcome":"signed"'), text.includes(wanted.signature)], [true, false]);
      },
    },
  ];
}

/** Each kind of credential: hashes, HMAC and public keys come from the runtime's WebCrypto. */
function whoCalls({ ask, credentials, signedHeader }: World): Check[] {
  const body = { meetingNumber: MEETING, role: 0 };
  const { key, token, expiredToken, forgedToken, cookie } = credentials;
  const status = async (headers: Record<string, string>): Promise<number> =>
    (await ask("POST", "/", { headers, body })).status;
  return [
    { name: "nobody", run: async () => equal(await status({}), 401) },
    { name: "an API key", run: async () => equal(await status(key), 200) },
    {
      name: "an API key with another letter",
      run: async () => equal(await status({ authorization: `${key.authorization}x` }), 401),
    },
    {
      name: "an API key that a page sends",
      run: async () => equal(await status({ ...key, origin: "https://app.example" }), 403),
    },
    { name: "a token of an identity provider, ES256", run: async () => equal(await status(token), 200) },
    { name: "one that has expired", run: async () => equal(await status(expiredToken), 401) },
    { name: "one of another key", run: async () => equal(await status(forgedToken), 401) },
    { name: "a session's cookie", run: async () => equal(await status(cookie), 200) },
    {
      name: "a signed request, and the same once more",
      async run() {
        const headers = await signedHeader("POST", "/", JSON.stringify(body));
        equal([await status(headers), await status(headers)], [200, 401]);
      },
    },
    {
      name: "a signed request with another body",
      run: async () => equal(await status(await signedHeader("POST", "/", "{}")), 401),
    },
  ];
}

function refused({ ask, askRaw, credentials: { key } }: World): Check[] {
  const rows: readonly (readonly [name: string, body: unknown, status: number, code: string])[] = [
    ["another meeting", { meetingNumber: OTHER_MEETING, role: 0 }, 403, "meeting-not-allowed"],
    ["a host, by one who may not", { meetingNumber: MEETING, role: 1 }, 403, "role-not-allowed"],
    ["a number that is none", { meetingNumber: "12", role: 0 }, 400, "meeting-number-invalid"],
    ["a role that is none", { meetingNumber: MEETING, role: 2 }, 400, "role-invalid"],
    [
      "a lifetime in milliseconds",
      { meetingNumber: MEETING, role: 0, expirationSeconds: 7_200_000 },
      400,
      "expiration-seconds-invalid",
    ],
    ["no role", { meetingNumber: MEETING }, 400, "meeting-number-and-role-together"],
    ["nothing, which would be for a native SDK", {}, 400, "request-invalid"],
    ["a list", [], 400, "body-not-an-object"],
  ];
  const texts: readonly (readonly [name: string, text: string, status: number, code: string])[] = [
    ["no JSON", "meetingNumber=87270695528&role=0", 400, "json-invalid"],
    [
      "a key that stands twice",
      `{"meetingNumber":"${MEETING}","role":0,"role":1}`,
      400,
      "json-key-duplicate",
    ],
    [
      "__proto__",
      `{"__proto__":{"role":1},"meetingNumber":"${MEETING}","role":0}`,
      400,
      "json-key-forbidden",
    ],
    [
      "4097 bytes",
      JSON.stringify({ meetingNumber: MEETING, role: 0, more: "x".repeat(4097) }),
      413,
      "body-too-large",
    ],
  ];
  return [
    ...rows.map(([name, body, status, code]) => ({
      name: `refused: ${name}`,
      async run() {
        const got = await ask("POST", "/", { headers: key, body });
        equal(
          [got.status, got.code, got.headers.get("content-type")],
          [status, code, "application/problem+json"],
        );
        equal(got.text.includes("eyJ"), false);
      },
    })),
    ...texts.map(([name, text, status, code]) => ({
      name: `refused: ${name}`,
      async run() {
        const got = await askRaw("POST", "/", { ...key, "content-type": "application/json" }, text);
        equal([got.status, got.code], [status, code]);
      },
    })),
    {
      name: "refused: a body that is not declared as JSON",
      async run() {
        const got = await askRaw("POST", "/", { ...key, "content-type": "text/plain" }, "{}");
        equal([got.status, got.code], [415, "content-type-unsupported"]);
      },
    },
    {
      name: "refused: bytes that are not UTF-8",
      async run() {
        const bytes = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
        const got = await askRaw("POST", "/", { ...key, "content-type": "application/json" }, bytes);
        equal([got.status, got.code], [400, "json-invalid"]);
      },
    },
    {
      name: "refused: another method, and a path that is not there",
      async run() {
        const [get, none] = [await ask("GET", "/", {}), await ask("GET", "/none", {})];
        equal([get.status, get.headers.get("allow"), none.status], [405, "POST, OPTIONS", 404]);
      },
    },
  ];
}

function others({ ask, askLimited, credentials: { key, token } }: World): Check[] {
  return [
    {
      name: "the sixth in a minute is too many where five are allowed",
      async run() {
        const statuses: number[] = [];
        for (let i = 0; i < 6; i++) statuses.push(await askLimited(token));
        equal(statuses, [200, 200, 200, 200, 200, 429]);
      },
    },
    {
      name: "a preflight of a page that is listed, and of one that is not",
      async run() {
        const from = (origin: string): Promise<{ status: number; headers: Headers }> =>
          ask("OPTIONS", "/", { headers: { origin, "access-control-request-method": "POST" } });
        const [listed, other] = [await from("https://app.example"), await from("https://other.example")];
        equal(
          [listed.status, listed.headers.get("access-control-allow-origin"), other.status],
          [204, "https://app.example", 403],
        );
        equal(other.headers.get("access-control-allow-origin"), null);
      },
    },
    {
      name: "POST /v1/diagnose finds a time in milliseconds",
      async run() {
        const { signature } = vectorOf("lifetime: two hours by default");
        const [header = "", , mac = ""] = signature.split(".");
        const claims = {
          appKey: "vectorKey_0123456789AB",
          mn: MEETING,
          role: 0,
          iat: NOW * 1000,
          exp: (NOW + 7200) * 1000,
        };
        const payload = btoa(JSON.stringify(claims)).replaceAll("=", "");
        const got = await ask("POST", "/v1/diagnose", {
          headers: key,
          body: { signature: `${header}.${payload}.${mac}` },
        });
        const report = got.member("report") as { verdict: { rule: string } };
        equal([got.status, report.verdict.rule], [200, "times-in-milliseconds"]);
      },
    },
    {
      name: "POST /v1/diagnose takes no secret",
      async run() {
        const body = {
          signature: "x",
          credentials: { sdkKey: "k", sdkSecret: "vectorSecretThatIsPublic00000001" },
        };
        const got = await ask("POST", "/v1/diagnose", { headers: key, body });
        equal([got.status, got.code, got.text.includes("vectorSecret")], [400, "secret-in-request", false]);
      },
    },
    {
      name: "GET /v1/explain/3712, and of a code that nobody knows",
      async run() {
        const [known, unknown] = [
          await ask("GET", "/v1/explain/3712", {}),
          await ask("GET", "/v1/explain/31337", {}),
        ];
        equal([known.status, known.member("code"), unknown.status], [200, "3712", 404]);
      },
    },
    {
      name: "GET /healthz and /readyz",
      async run() {
        const [health, ready] = [await ask("GET", "/healthz", {}), await ask("GET", "/readyz", {})];
        equal([health.status, health.json], [200, { status: "ok", warnings: [] }]);
        equal([ready.status, ready.json], [200, { status: "ready" }]);
      },
    },
  ];
}
