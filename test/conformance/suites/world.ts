import type { LogRecord } from "@countersign/server";
import { KEY, SECRET } from "../../../tools/vectors/public.ts";
import type { ServerSubject } from "../subject.ts";
import { AUDIENCE, createProvider, ISSUER } from "./provider.ts";

export const MEETING = "87270695528";
export const OTHER_MEETING = "12345678901";
/** That of the vectors. */
export const NOW = 1_795_500_000;

const HOST = "https://signatures.example";

export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
  readonly member: (name: string) => unknown;
  /** What is wrong, of a refusal. */
  readonly code: unknown;
}

interface Sent {
  readonly headers?: Record<string, string>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

type Credential = Record<string, string>;

export interface World {
  readonly ask: (method: string, path: string, sent: Sent) => Promise<Got>;
  readonly askRaw: (
    method: string,
    path: string,
    headers: Credential,
    body: string | Uint8Array<ArrayBuffer>,
  ) => Promise<Got>;
  /** The status of one more request to an app that allows a person five a minute. */
  readonly askLimited: (headers: Credential) => Promise<number>;
  readonly signedHeader: (method: string, path: string, body: string) => Promise<Credential>;
  readonly log: readonly LogRecord[];
  readonly credentials: {
    readonly key: Credential & { readonly authorization: string };
    readonly token: Credential;
    readonly expiredToken: Credential;
    readonly forgedToken: Credential;
    readonly cookie: Credential;
  };
}

/** An app with every kind of caller that needs no other server, its clock at the time of the vectors. */
export async function createWorld(server: ServerSubject): Promise<World> {
  const { key, record } = await server.createApiKey({ id: "school", meetings: [MEETING] });
  const requestKey = server.createRequestKey("lms");
  const provider = await createProvider(NOW);
  const other = await createProvider(NOW);
  const log: LogRecord[] = [];

  const access = {
    authenticate: [
      server.apiKeys([record]),
      server.signedRequests({ keys: [requestKey], nonces: server.memoryNonces() }),
      server.oidc({
        issuer: ISSUER,
        audience: AUDIENCE,
        jwks: { keys: [provider.jwk] },
        scopes: ["join:mint"],
      }),
      server.session({
        authenticate: (request) =>
          request.headers.get("cookie") === "session=known" ? { subject: "user-7" } : undefined,
        scopes: ["join:mint"],
      }),
    ],
    policy: server.policyFromList([{ callers: "any", meetings: [MEETING], maxRole: 0, account: "own" }]),
  };
  const options = {
    credentials: { sdkKey: KEY, sdkSecret: SECRET },
    access,
    corsOrigins: ["https://app.example"],
    now: () => NOW,
  };
  const app = server.createApp({ ...options, log: (record) => log.push(record) });
  const limited = server.createApp({ ...options, state: server.memoryState(), limits: { person: 5 } });

  const askRaw: World["askRaw"] = async (method, path, headers, body) =>
    got(await app(new Request(HOST + path, { method, headers, body })));

  return {
    ask: async (method, path, { headers = {}, body }) =>
      body === undefined
        ? got(await app(new Request(HOST + path, { method, headers })))
        : askRaw(method, path, { ...headers, "content-type": "application/json" }, JSON.stringify(body)),
    askRaw,
    async askLimited(headers) {
      const body = JSON.stringify({ meetingNumber: MEETING, role: 0 });
      const request = { method: "POST", headers: { ...headers, "content-type": "application/json" }, body };
      return (await limited(new Request(`${HOST}/`, request))).status;
    },
    signedHeader: async (method, path, body) => ({
      authorization: await server.signRequest({ key: requestKey, method, url: HOST + path, body, now: NOW }),
    }),
    log,
    credentials: {
      key: { authorization: `Bearer ${key}` },
      token: await provider.token(NOW + 300),
      expiredToken: await provider.token(NOW - 60),
      forgedToken: await other.token(NOW + 300),
      cookie: { cookie: "session=known" },
    },
  };
}

async function got(response: Response): Promise<Got> {
  const text = await response.text();
  const json: unknown = text === "" ? undefined : JSON.parse(text);
  const { status, headers } = response;
  const member = (name: string): unknown => (json as Record<string, unknown> | undefined)?.[name];
  const type = member("type");
  const code = typeof type === "string" ? type.replace("/v1/explain/", "") : undefined;
  return { status, headers, text, json, member, code };
}
