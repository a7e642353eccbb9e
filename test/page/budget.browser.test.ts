/**
 * How much a visitor of the page that joins loads, how many requests each page makes, and that nothing of the tools
 * moves while they are loaded.
 */
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Dev, startDev } from "../../packages/cli/src/dev/index.ts";
import { launch } from "../browser/support/chromium.ts";
import { expectWithin, loaded, OTHER_HOST } from "./support/budget.ts";

const FOLDER = new URL("../../packages/cli/page/", import.meta.url);

let browser: Browser;
let dev: Dev;

beforeAll(async () => {
  await import("../../tools/build-page.ts");
  dev = await startDev({ port: 0, env: {} });
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await dev?.close();
});

interface Shifted {
  readonly value: number;
  readonly what: string[];
}

/** Runs in the page. Gives how far things moved, as the metric counts it, and what moved. */
async function shiftsOf(): Promise<Shifted> {
  interface Shift extends PerformanceEntry {
    readonly value: number;
    readonly sources: readonly { readonly node: Node | null }[];
  }
  const shifts: Shift[] = [];
  const observer = new PerformanceObserver((list) => shifts.push(...(list.getEntries() as Shift[])));
  observer.observe({ type: "layout-shift", buffered: true });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const nameOf = (node: Node | null): string =>
    node instanceof HTMLElement ? `${node.localName}#${node.id}.${node.className}` : String(node?.nodeName);
  return {
    value: shifts.reduce((sum, { value }) => sum + value, 0),
    what: shifts.flatMap(({ sources }) => sources.map(({ node }) => nameOf(node))),
  };
}

const NOTHING: Shifted = { value: 0, what: [] };

test.each([1440, 360])("the tools stand still at %i pixels, and are one request", async (width) => {
  const { page, requests } = await open("/tools", width);
  expect(await page.evaluate(shiftsOf)).toEqual(NOTHING);
  expect(requests).toEqual(["/tools"]);
  await page.getByRole("link", { name: "Join" }).waitFor();
  await page.context().close();
});

test("the page that joins asks for four files besides itself", async () => {
  const { page, requests } = await open("/", 1440);
  // The icon twice: the tab shows it too.
  expect([...new Set(requests)].sort()).toEqual([
    "/",
    "/dev/config.json",
    "/icon.svg",
    "/page.js",
    "/style.css",
  ]);
  await page.context().close();
});

async function open(path: string, width: number): Promise<{ page: Page; requests: string[] }> {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  const page = await context.newPage();
  const requests: string[] = [];
  page.on("request", (request) => {
    const { origin, pathname } = new URL(request.url());
    const own = origin === new URL(dev.url).origin;
    if (pathname !== "/favicon.ico") requests.push(own ? pathname : request.url());
  });
  await page.goto(new URL(path, dev.url).href);
  await page.waitForLoadState("networkidle");
  return { page, requests };
}

test("what moves is seen", async () => {
  const page = await browser.newPage();
  await page.setContent("<p id=moved>text that stands somewhere</p>");
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            document.body.prepend(Object.assign(document.createElement("div"), { style: "height: 300px" }));
            resolve();
          }),
        );
      }),
  );
  const { value, what } = await page.evaluate(shiftsOf);
  expect(value).toBeGreaterThan(0);
  expect(what).toEqual(["p#moved."]);
  await page.close();
});

/** Texts beside the script, which a browser does not run. */
const DATA = /<script type="application\/json" id="words">([\s\S]*?)<\/script>/;

describe("the page that joins", () => {
  const files: Record<string, string> = {};

  beforeAll(async () => {
    for (const name of ["index.html", "style.css", "page.js", "meeting.html", "meeting.js", "icon.svg"]) {
      files[name] = await readFile(new URL(name, FOLDER), "utf8");
    }
    const { "meeting.html": meeting = "" } = files;
    const [, words = ""] = DATA.exec(meeting) ?? [];
    Object.assign(files, { "meeting.html": meeting.replace(words, () => ""), words });
  });

  test("is within its budget", () => {
    // Under 60 kB of script for both. The second diagnoses and joins in the frame of the SDK, with its texts beside it.
    expectWithin(
      {
        "index.html": 2_500,
        "style.css": 5_000,
        "page.js": 17_500,
        "meeting.html": 700,
        words: 34_000,
        "meeting.js": 42_500,
        "icon.svg": 500,
      },
      files,
    );
  });

  test("loads three files of its own and nothing of others", () => {
    const { "index.html": index = "", "meeting.html": meeting = "", "style.css": style = "" } = files;
    expect([...new Set(loaded(index))].sort()).toEqual(["/icon.svg", "/page.js", "/style.css"]);
    expect(loaded(meeting)).toEqual(["/meeting.js"]);
    expect(loaded(style)).toEqual([]);
    expect(loaded(`${index}${meeting}${style}`).filter((address) => OTHER_HOST.test(address))).toEqual([]);
    expect(style).not.toMatch(/@font-face|@import/);
    const scripts = `${index}${meeting}`.match(/<script[^>]*>/g) ?? [];
    expect(scripts).toEqual([
      '<script type="module" src="/page.js">',
      '<script type="application/json" id="words">',
      '<script type="module" src="/meeting.js">',
    ]);
  });
});
