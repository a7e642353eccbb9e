/** Texts that would be a program elsewhere, in every place where a visitor's text comes onto the page. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Dev, startDev } from "../../packages/cli/src/dev/index.ts";
import { launch } from "../browser/support/chromium.ts";
import { TOOLS_FILE } from "./support/open-page.ts";
import { plant } from "./support/sinks.ts";
import { openWatched, type TripwireWindow } from "./support/tripwire.ts";
import { typeAll } from "./support/typing.ts";
import { PAYLOADS, type Sink } from "./support/xss-payloads.ts";
import { PLACES } from "./support/xss-places.ts";

/** Of the page that joins: its choice of versions, and which meeting is chosen. */
const JOIN_PAGE = { elements: "label input", attributes: "type name aria-pressed checked" };

/** What does nothing where "red" would. */
const HARMLESS: { readonly [S in Sink]?: string } = {
  link: "#generate",
  "html, member of an object": '"},"a":{"b":"red',
  "merged objects": '{"red":{"red":"red"}}',
};

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

test("there are at least 80 of them for at least 12 places", () => {
  expect(new Set(PAYLOADS.map(({ text }) => text)).size).toBeGreaterThanOrEqual(80);
  expect(new Set(PAYLOADS.map(({ name }) => name)).size).toBe(PAYLOADS.length);
  expect(new Set(PLACES.map(({ name }) => name)).size).toBeGreaterThanOrEqual(12);
});

test("each of them sets the tripwire off on a page that takes texts for more", async () => {
  const context = await browser.newContext();
  await context.route("http://careless.invalid/", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>careless</title>" }),
  );
  // No content: an address to navigate to does not take the page away.
  await context.route(/x\.invalid|careless\.invalid\/./, (route) => route.fulfill({ status: 204 }));
  const { page, outside } = await openWatched(context, "http://careless.invalid/");
  const planted = async (into: Sink, text: string): Promise<string[]> => {
    outside.length = 0;
    const inside = await page.evaluate(plant, [into, text] as const);
    return [...inside, ...outside].filter((one) => !/^(?:console|error)/.test(one));
  };
  const harmless = new Map<Sink, readonly string[]>();
  for (const into of new Set(PAYLOADS.map(({ into }) => into))) {
    harmless.set(into, await planted(into, HARMLESS[into] ?? "red"));
  }
  const quiet: string[] = [];
  const kinds = new Set<string>();
  for (const { name, into, text } of PAYLOADS) {
    const tripped = (await planted(into, text)).filter((one) => !harmless.get(into)?.includes(one));
    if (tripped.length === 0) quiet.push(name);
    for (const one of tripped) kinds.add(one.split(":")[0] ?? "");
  }
  expect(quiet).toEqual([]);
  // Every way in which it can go off.
  expect([...kinds].sort()).toEqual([
    "attribute",
    "element",
    "navigation",
    "prototype",
    "request",
    "script ran",
  ]);
  await context.close();
});

const TRACES = PAYLOADS.map(({ text }) => text.replace(/[^a-z0-9]/gi, "").slice(0, 10));

test("each of them is a text and nothing else in every place of the tools", async () => {
  const context = await browser.newContext();
  const { page, outside } = await openWatched(context, TOOLS_FILE);
  const found: string[] = [];
  const showing: string[] = [];
  for (const { name, tab, fields } of PLACES) {
    const rows = PAYLOADS.map(({ text }) => fields(text));
    const { tripped, shown } = await page.evaluate(typeAll, { tab, rows, traces: TRACES });
    for (const [row, what] of tripped) found.push(`${name}, ${PAYLOADS[row]?.name}: ${what}`);
    if (shown > 20) showing.push(name);
  }
  expect(found).toEqual([]);
  expect(outside).toEqual([]);
  expect(showing).toEqual(PLACES.filter(({ shows }) => shows).map(({ name }) => name));
  await context.close();
});

/** All that fit into an address that servers take, one after the other. */
const TOGETHER = PAYLOADS.filter(({ text }) => text.length < 1000)
  .map(({ text }, index) => `${index}=${encodeURIComponent(text.replace(/\p{Cs}/gu, ""))}`)
  .join("&");

test("in a query, or in what a server says of meetings, versions and itself", async () => {
  const context = await browser.newContext();
  const query = await openWatched(context, `${TOOLS_FILE}?${TOGETHER}#${TOGETHER}`);
  expect(await query.page.evaluate(ask)).toEqual([]);
  expect(query.outside).toEqual([]);
  await context.close();

  const joining = await browser.newContext();
  await joining.route("**/dev/config.json", async (route) => {
    const json = {
      mode: "sandbox",
      sdkVersions: PAYLOADS.map(({ text }) => text),
      installSdk: PAYLOADS.map(({ text }) => text).join("\n"),
      meetings: PAYLOADS.map(({ text }) => ({ meetingNumber: text, topic: text, passcode: text })),
    };
    // The tripwire is up once the page is loaded.
    await route.request().frame().waitForLoadState();
    await route.fulfill({ json });
  });
  const { page, outside } = await openWatched(joining, `${dev.url}?${TOGETHER}#${TOGETHER}`, JOIN_PAGE);
  await page.locator("#meetings li").nth(79).waitFor();
  expect(await page.evaluate(ask)).toEqual([]);
  const rows = PAYLOADS.map(({ text }) => ({ meeting: text, passcode: text, name: " " }));
  const typed = await page.evaluate(typeAll, { tab: "", rows, submit: true, traces: TRACES });
  expect(typed.tripped).toEqual([]);
  expect(typed.shown).toBe(PAYLOADS.length);
  expect(outside).toEqual([]);
  await joining.close();
});

function ask(): string[] {
  return (window as unknown as TripwireWindow).tripped();
}
