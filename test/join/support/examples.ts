/** What the examples need around them: Zoom's server of SDK files, a signing server, and Next.js's own work. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { serve } from "@countersign/server";
import { build } from "esbuild";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { sdkHeaders } from "../../../packages/cli/src/dev/page-headers.ts";
import { installedSdks } from "../../../packages/cli/src/dev/sdk-files.ts";
import { serveFile } from "../../../packages/cli/src/dev/static-files.ts";

export const ROOT: string = resolve(import.meta.dirname, "../../..");
export const EXAMPLES: string = join(ROOT, "examples");

/** A join on a machine under load takes half a minute; the wait ends with the event, not with the time. */
const PATIENCE = 90_000;

/** A page of its own in which `source.zoom.us` has the files of the npm package, by the names they have there. */
export async function personAt(browser: Browser): Promise<Page> {
  const context = await browser.newContext();
  context.setDefaultTimeout(PATIENCE);
  await serveSdkFiles(context);
  return context.newPage();
}

async function serveSdkFiles(context: BrowserContext): Promise<void> {
  const sdks = installedSdks(ROOT);
  const headers = { ...sdkHeaders(), "access-control-allow-origin": "*" };
  await context.route("https://source.zoom.us/**", async (route) => {
    const [, version = "", path = ""] =
      /^\/([\d.]+)(\/.+)$/.exec(new URL(route.request().url()).pathname) ?? [];
    const name = path.replace(`-embedded-${version}.min.js`, "-embedded-ES5.min.js");
    const sdk = sdks.find((one) => one.version === version);
    const file = sdk && (await serveFile(sdk.dist, name, headers));
    if (!file) return route.fulfill({ status: 404, headers });
    await route.fulfill({
      headers: Object.fromEntries(file.headers),
      body: Buffer.from(await file.arrayBuffer()),
    });
  });
}

/** Fills in what the page asks for, and presses Join. */
export async function askToJoin(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text);
  await page.getByRole("button", { name: "Join" }).click();
}

/** Waits until the page says so. By selector: the SDK's own dialog hides the rest of the page from the tree of roles. */
export async function reads(page: Page, words: string | RegExp): Promise<void> {
  const status = page.locator("[role=status]");
  const exact = typeof words === "string";
  await status
    .getByText(words, { exact })
    .waitFor()
    .catch(async () => {
      throw new Error(`the page reads "${await status.textContent()}" and not ${words}`);
    });
}

export interface Running {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** A program that says at which address it listens; ended with SIGTERM. */
export async function start(
  command: readonly [program: string, ...args: string[]],
  { env, cwd = ROOT }: { readonly env: NodeJS.ProcessEnv; readonly cwd?: string },
): Promise<Running> {
  const [program, ...args] = command;
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "exit");
  let told = "";
  const listens = new Promise<string>((done) => {
    for (const output of [child.stdout, child.stderr]) {
      createInterface({ input: output }).on("line", (line) => {
        told += `${line}\n`;
        const found = /http:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(line)?.[0];
        if (found !== undefined) done(found);
      });
    }
  });
  const died = ended.then(() => {
    throw new Error(`${command.join(" ")} ended:\n${told}`);
  });
  died.catch(() => {});
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
  };
  return { url: await Promise.race([listens, died]), stop };
}

/** `countersign serve`, from the sources, as the examples' pages say to start it. */
export function startSigningServer(env: Readonly<Record<string, string>>): Promise<Running> {
  const bin = join(ROOT, "packages/cli/src/bin.ts");
  const command = [process.execPath, "--conditions=countersign-source", bin, "serve", "--port", "0"] as const;
  return start([...command], { env: { PATH: process.env.PATH, ...env } });
}

const SHELL = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Join a meeting</title>
<link rel="icon" href="data:,"></head><body><div id="app"></div><script type="module" src="/page.js"></script></body></html>`;

const ENTRY = `import { createElement } from "react";
import { createRoot } from "react-dom/client";
import Page from "./app/page";
createRoot(document.getElementById("app")).render(createElement(Page));`;

/** The Next.js example without Next.js: its page bundled, its route handlers called by their paths. */
export async function startWithoutNext(): Promise<Running> {
  const folder = join(EXAMPLES, "nextjs");
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: folder },
    bundle: true,
    format: "esm",
    jsx: "automatic",
    conditions: ["countersign-source"],
    define: { "process.env.NODE_ENV": '"production"' },
    write: false,
  });
  const script = outputFiles[0]?.text ?? "";
  const routes = new Map<string, (request: Request) => Promise<Response>>();
  for (const path of ["/api/session", "/api/signature"]) {
    // By address, so that the compiler does not hold the example to this workspace's settings.
    const { POST } = await import(
      /* @vite-ignore */ pathToFileURL(join(folder, "app", path, "route.ts")).href
    );
    routes.set(path, POST);
  }
  const served = await serve({
    port: 0,
    fetch: async (request) => {
      const { pathname } = new URL(request.url);
      const route = routes.get(pathname);
      if (route) return request.method === "POST" ? route(request) : new Response(null, { status: 405 });
      if (pathname === "/page.js")
        return new Response(script, { headers: { "content-type": "text/javascript" } });
      return new Response(SHELL, { headers: { "content-type": "text/html; charset=utf-8" } });
    },
  });
  return { url: `http://localhost:${served.port}`, stop: () => served.close() };
}
