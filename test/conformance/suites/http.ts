// For whatever serves the app on loopback: what only shows over a socket. Runs in Node and looks from without.
import { createHmac } from "node:crypto";
import { createApiKey } from "@countersign/server";
import { KEY, SECRET } from "../../../tools/vectors/public.ts";
import { equal, type Suite } from "../suite.ts";

const MEETING = "87270695528";

export interface Prepared {
  /** The variables that the examples of docs/deploy read. */
  readonly env: {
    readonly ZOOM_MEETING_SDK_KEY: string;
    readonly ZOOM_MEETING_SDK_SECRET: string;
    readonly API_KEYS: string;
  };
  readonly suite: (url: string) => Suite;
}

/** Credentials for a server that is to be started, and the suite for it. */
export async function prepareHttp(): Promise<Prepared> {
  const { key, record } = await createApiKey({ id: "school", meetings: [MEETING] });
  return {
    env: { ZOOM_MEETING_SDK_KEY: KEY, ZOOM_MEETING_SDK_SECRET: SECRET, API_KEYS: JSON.stringify([record]) },
    suite: (url) => httpSuite(url, { authorization: `Bearer ${key}`, "content-type": "application/json" }),
  };
}

const WANTED = JSON.stringify({ meetingNumber: "872 7069 5528", role: 0 });

export function httpSuite(url: string, headers: Readonly<Record<string, string>>): Suite {
  const post = (body: string, more: Readonly<Record<string, string>> = headers): Promise<Response> =>
    fetch(`${url}/v1/signature`, {
      method: "POST",
      headers: more,
      body,
      signal: AbortSignal.timeout(20_000),
    });
  const statusOf = async (answer: Promise<Response>): Promise<number> => {
    const response = await answer;
    await response.arrayBuffer();
    return response.status;
  };
  const { authorization: _, ...nobody } = headers;

  return {
    name: "http",
    checks: () => [
      {
        name: "GET /healthz, HEAD too, and /readyz",
        async run() {
          const health = await fetch(`${url}/healthz`);
          equal([health.status, await health.json()], [200, { status: "ok", warnings: [] }]);
          const head = await fetch(`${url}/healthz`, { method: "HEAD" });
          equal([head.status, await head.text()], [200, ""]);
          equal(await statusOf(fetch(`${url}/readyz`)), 200);
        },
      },
      {
        name: "a signature that node:crypto finds right, of this minute",
        async run() {
          const answer = await post(WANTED);
          const { signature } = (await answer.json()) as { signature: string };
          const [header, payload = "", mac] = signature.split(".");
          equal([answer.status, answer.headers.get("cache-control")], [200, "no-store"]);
          equal(createHmac("sha256", SECRET).update(`${header}.${payload}`).digest("base64url"), mac);
          const { iat, exp, tokenExp, ...rest } = JSON.parse(Buffer.from(payload, "base64url").toString());
          equal(rest, { appKey: KEY, sdkKey: KEY, mn: MEETING, role: 0 });
          equal([exp - iat, tokenExp], [7230, exp]);
          equal(Math.abs(Date.now() / 1000 - 30 - iat) < 60, true);
        },
      },
      {
        name: "nobody is refused and told what to send",
        async run() {
          const answer = await post(WANTED, nobody);
          equal(
            [answer.status, answer.headers.get("www-authenticate"), answer.headers.get("content-type")],
            [401, 'Bearer realm="countersign"', "application/problem+json"],
          );
          await answer.arrayBuffer();
        },
      },
      {
        name: "a page with the key is refused",
        run: async () =>
          equal(await statusOf(post(WANTED, { ...headers, origin: "https://app.example" })), 403),
      },
      {
        name: "another meeting, a host, no JSON, a body too large",
        async run() {
          const bodies = [
            JSON.stringify({ meetingNumber: "12345678901", role: 0 }),
            JSON.stringify({ meetingNumber: MEETING, role: 1 }),
            "meetingNumber=1",
            JSON.stringify({ meetingNumber: MEETING, role: 0, more: "x".repeat(5000) }),
          ];
          equal(await Promise.all(bodies.map((body) => statusOf(post(body)))), [403, 403, 400, 413]);
        },
      },
      {
        name: "a path and a method that are not there",
        async run() {
          equal(await statusOf(fetch(`${url}/none`)), 404);
          equal(await statusOf(fetch(`${url}/v1/signature`)), 405);
        },
      },
      {
        name: "sixty requests at once, each with its own id",
        async run() {
          const answers = await Promise.all(Array.from({ length: 60 }, () => post(WANTED)));
          await Promise.all(answers.map((answer) => answer.arrayBuffer()));
          equal(new Set(answers.map(({ status }) => status)).size, 1);
          equal(answers[0]?.status, 200);
          equal(new Set(answers.map((answer) => answer.headers.get("x-request-id"))).size, 60);
        },
      },
    ],
  };
}
