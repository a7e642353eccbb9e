/** Reports to be shown to others: as a link and as markdown, from the disk and as `countersign dev` serves the page. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readLink } from "../../apps/web/src/tools/report-link.ts";
import { type Dev, startDev } from "../../packages/cli/src/dev/index.ts";
import {
  diagnose,
  EXAMPLE,
  evidenceOf,
  hiddenOf,
  RULES,
  reportDocument,
  toMarkdown,
} from "../../packages/core/src/diagnose/index.ts";
import { launch } from "../browser/support/chromium.ts";
import { openPage, TOOLS_FILE } from "./support/open-page.ts";

const RULE = "times-in-milliseconds";
const example = RULES.find(({ id }) => id === RULE)?.examples.failing[0];
if (!example) throw new Error("no such example");
const evidence = evidenceOf(example);
const TOKEN = String(evidence.signature);
const PERMISSIONS = ["clipboard-read", "clipboard-write"];

let browser: Browser;
let dev: Dev;
let served: string;

beforeAll(async () => {
  await import("../../tools/build-page.ts");
  dev = await startDev({ port: 0, env: {} });
  served = new URL("/tools", dev.url).href;
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await dev?.close();
});

const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

async function copied(page: Page, name: string): Promise<string> {
  const button = page.getByRole("button", { name });
  await button.click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  await expect.poll(() => page.locator("#copy-status").textContent()).toBe("Copied");
  return clipboard(page);
}

async function fillExample(page: Page): Promise<void> {
  await page.locator("#signature").fill(TOKEN);
  await page.locator("#sdk-key").fill(EXAMPLE.sdkKey);
  await page.locator("#sdk-secret").fill(EXAMPLE.sdkSecret);
  await page.getByRole("heading", { name: "Refused: Times are in milliseconds" }).waitFor();
}

/** What stands on the page of a link. */
const shown = (page: Page): Promise<string> => page.locator("#shared").innerText();

test("a link opens as somebody else's report, with its rules to read and nothing of what was typed", async () => {
  const first = await openPage(browser, served, { permissions: PERMISSIONS, now: EXAMPLE.now });
  await fillExample(first.page);
  const link = await copied(first.page, "Copy a link to this report");
  expect(link).toMatch(/^http:\/\/[\w.:]+\/tools#report=z\.[\w-]+$/);
  await first.page.context().close();

  const { page, requests, complaints } = await openPage(browser, link);
  await page.getByRole("heading", { name: "Refused: Times are in milliseconds" }).waitFor();
  const text = await shown(page);
  expect(text).toContain("Nothing was checked here: these are the words of whoever made the link.");
  expect(text).toContain("Says that it was made on 2025-11-24 02:00:00 UTC.");
  expect(text).toContain('"mn":"###########"');
  for (const hidden of [
    TOKEN.slice(0, 12),
    EXAMPLE.sdkKey,
    EXAMPLE.sdkSecret,
    EXAMPLE.meetingNumber,
    "eyJ",
  ]) {
    expect(text).not.toContain(hidden);
  }
  expect(await page.locator("#shared").locator("input, textarea, select, button").count()).toBe(0);
  expect(await page.locator("#diagnose").isVisible()).toBe(false);
  expect(await page.locator("nav [aria-current]").count()).toBe(0);
  await page.locator("#shared").getByRole("link", { name: RULE }).click();
  await expect.poll(() => page.locator("#entry .verdict").textContent()).toBe("Times are in milliseconds");
  await page.goBack();
  expect(await page.locator("#shared").isVisible()).toBe(true);
  await page.locator("#shared").getByRole("link", { name: "Diagnose" }).click();
  await page.locator("#evidence").waitFor();
  expect(requests.filter((one) => !one.endsWith("/favicon.ico"))).toEqual([served]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("from a file: the link begins at #, for the file's path says who one is; it opens in any copy", async () => {
  const { page, requests, complaints } = await openPage(browser, TOOLS_FILE, { permissions: PERMISSIONS });
  await fillExample(page);
  const link = await copied(page, "Copy a link to this report");
  expect(link).toMatch(/^#report=z\.[\w-]+$/);
  expect(await page.locator("#report .share .hint").textContent()).toContain("what is copied begins at #");
  await page.goto(TOOLS_FILE + link);
  await page.getByRole("heading", { name: "A report from a link" }).waitFor();
  await expect.poll(() => shown(page)).toContain("Refused: Times are in milliseconds");
  expect({ requests: [...new Set(requests)], complaints }).toEqual({
    requests: [TOOLS_FILE],
    complaints: [],
  });
  await page.context().close();
});

test("a browser that cannot compress makes links too", async () => {
  const { page } = await openPage(browser, TOOLS_FILE, {
    permissions: PERMISSIONS,
    before: () => {
      Reflect.deleteProperty(globalThis, "CompressionStream");
      Reflect.deleteProperty(globalThis, "DecompressionStream");
    },
  });
  await fillExample(page);
  const link = await copied(page, "Copy a link to this report");
  expect(link).toMatch(/^#report=j\.[\w-]+$/);
  await page.goto(TOOLS_FILE + link);
  await expect.poll(() => shown(page)).toContain("Refused: Times are in milliseconds");
  await page.context().close();
});

test("as markdown: what `doctor --share` prints", async () => {
  const { page } = await openPage(browser, TOOLS_FILE, { permissions: PERMISSIONS, now: EXAMPLE.now });
  await fillExample(page);
  const text = await copied(page, "Copy as Markdown");
  const options = { share: true, hide: hiddenOf(evidence) };
  expect(text).toBe(toMarkdown(reportDocument(diagnose(evidence), options)));
  expect(text).toContain("# Refused: Times are in milliseconds\n");
  await page.context().close();
});

test("Compare has both, too", async () => {
  const { page } = await openPage(browser, `${TOOLS_FILE}#compare`, { permissions: PERMISSIONS });
  await page.getByRole("button", { name: "Try an example" }).click();
  const text = await copied(page, "Copy as Markdown");
  expect(text).toContain("# This explains it: Times are in milliseconds\n");
  // The button that says "Copied" says what it does again before the next one is pressed.
  await page.getByRole("button", { name: "Copied" }).waitFor({ state: "detached" });
  const link = await copied(page, "Copy a link to this comparison");
  const held = JSON.stringify(await readLink(link));
  expect(held).toContain("This explains it: Times are in milliseconds");
  for (const one of [text, held]) {
    for (const hidden of ["eyJ", EXAMPLE.sdkKey, EXAMPLE.sdkSecret, EXAMPLE.meetingNumber]) {
      expect(one).not.toContain(hidden);
    }
  }
  await page.goto(TOOLS_FILE + link);
  await expect.poll(() => shown(page)).toContain("This explains it: Times are in milliseconds");
  await page.context().close();
});

const HOSTILE = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  '"><svg onload=alert(1)>',
  "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
  "javascript:alert(1)",
  "</script><script>alert(1)</script>",
  "<base href=//x.invalid/>",
  "<style>*{background:url(//x.invalid)}</style>",
  "`countersign explain <img src=x onerror=alert(1)>`",
  "`countersign doctor` looks into it with `javascript:alert(1)`, `../../x`.",
  "[a link](javascript:alert(1)) and https://x.invalid/?steal=1 to follow",
  "\u202egnp.exe\u0000\u2028",
];

function forged(text: string): string {
  const blocks = [
    { kind: "title", text, tone: "bad" },
    { kind: "heading", text },
    { kind: "text", text },
    { kind: "item", text },
    { kind: "pointed", label: text, before: text, piece: text, after: text },
  ];
  return `#report=j.${Buffer.from(JSON.stringify({ schema: 1, now: 0, blocks })).toString("base64url")}`;
}

test("a report that was forged stays text and leads nowhere", async () => {
  const { page, requests, complaints } = await openPage(browser, TOOLS_FILE);
  const before = await page.locator("script, iframe, img, svg, base, style, object").count();
  for (const text of HOSTILE) {
    await page.evaluate((link) => {
      location.hash = link;
    }, forged(text));
    const visible = text.replace(/[\p{Cc}\p{Cf}\p{Zl}]/gu, "?");
    await expect.poll(() => page.locator("#shared-report .verdict").textContent()).toBe(visible);
    expect(await page.locator("#shared-report .pointed pre").textContent()).toBe(visible.repeat(3));
    expect(await page.locator("script, iframe, img, svg, base, style, object").count()).toBe(before);
    const addresses = await page
      .locator("#shared-report a")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    expect(addresses.filter((address) => !/^#rule\/[\w-]+$/.test(address ?? ""))).toEqual([]);
  }
  expect({ requests: [...new Set(requests)], complaints }).toEqual({
    requests: [TOOLS_FILE],
    complaints: [],
  });
  await page.context().close();
});

test("a link that holds none says so, and the last of many is shown", async () => {
  const { page, complaints } = await openPage(browser, `${TOOLS_FILE}#report=z.AAAA`);
  await page.getByRole("heading", { name: "There is no report in this link" }).waitFor();
  expect(await shown(page)).toContain("The link is damaged: it may have been cut where it was pasted.");
  await page.evaluate(
    (links) => {
      for (const link of links) location.hash = link;
    },
    ["#report=", "#report=j.e30", "#report=z.%00", "#report=j.bnVsbA", forged("the last")],
  );
  await expect.poll(() => page.locator("#shared-report .verdict").textContent()).toBe("the last");
  expect(complaints).toEqual([]);
  await page.context().close();
});
