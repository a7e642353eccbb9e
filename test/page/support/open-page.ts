import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** The page of tools as a file, where the build leaves it. */
export const TOOLS_FILE: string = pathToFileURL(
  fileURLToPath(new URL("../../../packages/cli/page/countersign.html", import.meta.url)),
).href;

export interface OpenPage {
  readonly page: Page;
  /** What the page asked for, itself among it, and what it complained of. */
  readonly requests: string[];
  readonly complaints: string[];
}

export interface OpenOptions extends BrowserContextOptions {
  /** Runs in the page before anything of it does. */
  readonly before?: () => void;
  /** Seconds since 1970 at which the page's clock stands still. */
  readonly now?: number;
}

/** Opens an address in a context of its own. */
export async function openPage(
  browser: Browser,
  url: string,
  { before, now, ...options }: OpenOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  if (before) await page.addInitScript(before);
  if (now !== undefined) await page.clock.setFixedTime(now * 1000);
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url().split("#")[0] ?? ""));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  await page.goto(url);
  return { page, requests, complaints };
}
