/** A page with the library, the SDK's own files, a signing endpoint, and Zoom's hosts led to the sandbox. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { createSigner } from "@countersign/core";
import {
  type ApiOptions,
  createSandbox,
  SANDBOX_MEETINGS,
  type Sandbox,
  type SandboxMeeting,
  startSandbox,
  throwAwayApp,
} from "@countersign/sandbox";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { sdkHeaders } from "../../../packages/cli/src/dev/page-headers.ts";
import { serveFile } from "../../../packages/cli/src/dev/static-files.ts";
import { selfSigned } from "../../browser/support/certificate.ts";
import { launch } from "../../browser/support/chromium.ts";
import type { Ended, Order } from "./order.ts";
import { distOf, startSdkServer } from "./sdk-server.ts";

export const MEETING = "87270695528";
export const app = throwAwayApp();

export interface SignAsk {
  readonly meetingNumber?: string;
  readonly role?: 0 | 1;
  /** Seconds that the signer's clock is behind. */
  readonly ago?: number;
  readonly secret?: string;
}

export function sign({
  meetingNumber = MEETING,
  role = 0,
  ago = 0,
  secret = app.sdkSecret,
}: SignAsk = {}): string {
  const now = (): number => Math.floor(Date.now() / 1000) - ago;
  return createSigner({ sdkKey: app.sdkKey, sdkSecret: secret, now }).sign({ meetingNumber, role }).signature;
}

const HTML = `<!doctype html><meta charset="utf-8"><title>A page that joins</title>
<link rel="icon" href="data:,"><div id="root"></div><script type="module" src="/page.js"></script>`;
const { sdkKey: OTHER_KEY, sdkSecret: OTHER_SECRET } = throwAwayApp();

export interface StandOptions {
  /** Found before those of the same number that every stand has. */
  readonly meetings?: readonly SandboxMeeting[];
  readonly api?: ApiOptions;
  /** A program of this origin that answers some of its paths. */
  readonly routes?: (path: string) => ((request: Request) => Promise<Response>) | undefined;
}

export class Stand {
  readonly sandbox: Sandbox;
  readonly browser: Browser;
  readonly url: string;
  /** How often the signing endpoint was asked; in the last run, where `run` was called. */
  asked = 0;
  /** Seconds that the stand-in's clock is ahead, by how often the signing endpoint was asked. */
  ahead: (asked: number) => number = () => 0;
  readonly #asked: ReadonlyMap<string, number>;
  #runs = 0;
  #shared: Promise<Page> | undefined;
  readonly #close: readonly (() => Promise<unknown>)[];

  private constructor(
    sandbox: Sandbox,
    browser: Browser,
    url: string,
    asked: ReadonlyMap<string, number>,
    close: (() => Promise<unknown>)[],
  ) {
    this.sandbox = sandbox;
    this.browser = browser;
    this.url = url;
    this.#asked = asked;
    this.#close = close;
  }

  static async open({ meetings = [], api, routes }: StandOptions = {}): Promise<Stand> {
    const other = { meetingNumber: "87270695531", account: "other", topic: "Another account's" } as const;
    const special = { meetingNumber: "87270695532", passcode: "a+b&c=d%@*", topic: "Passcode as typed" };
    let stand: Stand | undefined;
    const sandbox = createSandbox({
      apps: [app],
      meetings: [...meetings, ...SANDBOX_MEETINGS, other, special],
      ...(api && { api }),
      now: () => Date.now() / 1000 + (stand ? stand.ahead(stand.asked) : 0),
    });
    const tls = selfSigned("sandbox");
    const zoom = await startSandbox({ sandbox, port: 0, tls });
    const files = await startSdkServer(tls);
    const scripts = { "/page.js": await bundle("page.ts"), "/react-page.js": await bundle("react-page.ts") };
    const asked = new Map<string, number>();
    const server = createServer((request, response) => {
      const route = routes?.(request.url ?? "/");
      if (route) return void answerWith(route, request, response);
      void answer(request, response, scripts, () => {
        const run = new URL(request.url ?? "/", "http://localhost").searchParams.get("run") ?? "";
        const nth = (asked.get(run) ?? 0) + 1;
        asked.set(run, nth);
        if (stand) stand.asked = nth;
        return nth;
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
    const here = `127.0.0.1:${zoom.port}`;
    const browser = await launch(
      "--ignore-certificate-errors",
      `--host-resolver-rules=MAP source.zoom.us 127.0.0.1:${files.port}, MAP zoom.us ${here}, MAP *.zoom.us ${here}, MAP insecure.test localhost, MAP * ~NOTFOUND, EXCLUDE localhost`,
    );
    const closeServer = (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    const url = `http://localhost:${(server.address() as AddressInfo).port}`;
    stand = new Stand(sandbox, browser, url, asked, [
      () => browser.close(),
      closeServer,
      files.close,
      zoom.close,
    ]);
    return stand;
  }

  async close(): Promise<void> {
    for (const close of this.#close) await close();
  }

  /** A browser context of its own, made ready by `prepare`, in which one order is carried out. */
  async run(
    order: Order,
    prepare: (page: Page) => Promise<void> = async () => {},
    at = this.url,
  ): Promise<Ended> {
    this.asked = 0;
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 800 } });
    try {
      const page = await context.newPage();
      await prepare(page);
      await load(page, at);
      return await this.#carryOut(page, order);
    } finally {
      this.ahead = () => 0;
      await context.close();
    }
  }

  /** One page for all orders of which the rules refuse the signature: no SDK is loaded, so nothing stays in it. */
  async runInOnePage(order: Order): Promise<Ended> {
    this.#shared ??= this.browser.newPage().then(async (page) => {
      await load(page, this.url);
      return page;
    });
    return this.#carryOut(await this.#shared, order);
  }

  async #carryOut(page: Page, order: Order): Promise<Ended> {
    const run = `${this.#runs++}`;
    const { give } = order;
    const ended = await page.evaluate(
      (it) => (globalThis as unknown as { runJoin(order: Order): Promise<Omit<Ended, "asked">> }).runJoin(it),
      { ...order, give: "endpoint" in give ? { endpoint: `${give.endpoint}?run=${run}` } : give },
    );
    return { ...ended, asked: this.#asked.get(run) ?? 0 };
  }
}

async function load(page: Page, at: string): Promise<void> {
  await page.goto(at);
  await page.waitForFunction(() => "runJoin" in globalThis);
}

async function bundle(page: string): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL(page, import.meta.url))],
    bundle: true,
    format: "esm",
    target: "es2023",
    conditions: ["countersign-source"],
    charset: "utf8",
    define: { "process.env.NODE_ENV": '"development"' },
    write: false,
  });
  return result.outputFiles[0]?.text ?? "";
}

async function answerWith(
  route: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "GET", url = "/", headers } = incoming;
  let body = "";
  for await (const chunk of incoming) body += String(chunk);
  const given = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  const request = new Request(`http://${headers.host}${url}`, {
    method,
    headers: given.filter(([name]) => name !== "connection"),
    ...(body !== "" && { body }),
  });
  const answered = await route(request);
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.end(await answered.text());
}

/** Endpoints by name: what each signs at its first question and at those after it. */
const ENDPOINTS: { readonly [name: string]: (role: 0 | 1, nth: number, meetingNumber: string) => string } = {
  "other-key": (role, _, meetingNumber) => sign({ role, meetingNumber }),
  right: (role, _, meetingNumber) => sign({ role, meetingNumber }),
  "wrong-secret": () => sign({ secret: OTHER_SECRET }),
  expired: () => sign({ ago: 3 * 3600 }),
  "expired-once": (_, nth) => sign({ ago: nth === 1 ? 3 * 3600 : 0 }),
};

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  scripts: { readonly [path: string]: string },
  count: () => number,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const send = (
    status: number,
    type: string,
    body: string | Buffer,
    more: Record<string, string> = {},
  ): void => void response.writeHead(status, { "content-type": type, ...more }).end(body);
  const isolated = searchParams.has("not-isolated") ? {} : sdkHeaders();
  const policy = searchParams.get("policy");
  const html = { ...isolated, ...(policy && { "content-security-policy": policy }) };
  if (pathname === "/") return send(200, "text/html; charset=utf-8", HTML, html);
  if (pathname === "/react")
    return send(200, "text/html; charset=utf-8", HTML.replace("/page.js", "/react-page.js"), html);
  const ofExample = pathname.startsWith("/examples/")
    ? await serveFile(process.cwd(), pathname, sdkHeaders())
    : undefined;
  if (ofExample)
    return send(
      200,
      ofExample.headers.get("content-type") ?? "",
      Buffer.from(await ofExample.arrayBuffer()),
      sdkHeaders(),
    );
  const script = scripts[pathname];
  if (script !== undefined) return send(200, "text/javascript", script, sdkHeaders());
  const endpoint = ENDPOINTS[pathname === "/v1/signature" ? "right" : pathname.replace("/sign/", "")];
  if (endpoint) {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const { role, meetingNumber } = JSON.parse(text) as { role: 0 | 1; meetingNumber: string };
    // The signer's clock may be wrong; the page has no other measure of time then, and asks Zoom.
    const headers = searchParams.has("no-date") ? { date: "hidden" } : {};
    const body = {
      signature: endpoint(role, count(), meetingNumber),
      sdkKey: pathname.endsWith("/other-key") ? OTHER_KEY : app.sdkKey,
    };
    return send(200, "application/json", JSON.stringify(body), headers);
  }
  const [, version, path = ""] = /^\/sdk\/([\d.]+)(\/.+)$/.exec(pathname) ?? [];
  const dist = version && distOf(version);
  const file = dist && (await serveFile(dist, path, sdkHeaders()));
  if (!file) return send(404, "text/plain", "nothing here", sdkHeaders());
  return send(
    200,
    file.headers.get("content-type") ?? "",
    Buffer.from(await file.arrayBuffer()),
    sdkHeaders(),
  );
}
