/** The page as it is read aloud: what a screen reader is told, in which order, and when. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EXAMPLE, evidenceOf } from "../../packages/core/src/diagnose/index.ts";
import { launch } from "../browser/support/chromium.ts";
import { openPage, TOOLS_FILE } from "./support/open-page.ts";

/** A lifetime of a week: the mark stands in the payload, and the times matter. */
const WEEK = EXAMPLE.payload.iat + 7 * 86_400;
const BROKEN = String(evidenceOf({ name: "a week", payload: { exp: WEEK, tokenExp: WEEK } }).signature);
const VERDICT = "Refused: The lifetime is over 48 hours";

let browser: Browser;

beforeAll(async () => {
  await import("../../tools/build-page.ts");
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
});

const said = (page: Page): Promise<string | null> => page.locator("#said").textContent();

test("Diagnose with a broken signature, as a tree of what is read", async () => {
  const { page } = await openPage(browser, TOOLS_FILE, { now: EXAMPLE.now });
  await page.locator("#signature").fill(BROKEN);
  await page.locator("#sdk-key").fill(EXAMPLE.sdkKey);
  await page.locator("#sdk-secret").fill(EXAMPLE.sdkSecret);
  await expect.poll(() => said(page)).toBe(VERDICT);
  // The choice of examples is a list of hundreds.
  await page.locator("#example").evaluate((select) => {
    (select as HTMLSelectElement).length = 1;
  });
  // Playwright reads values from the document; a browser tells a screen reader bullets for a secret.
  const tree = (await page.locator("body").ariaSnapshot()).replace(EXAMPLE.sdkSecret, "(bullets)");
  await expect(`${tree}\n`).toMatchFileSnapshot("./diagnose.aria.txt");
  await page.context().close();
});

test("headings follow each other without a gap, on each tab", async () => {
  const { page } = await openPage(browser, TOOLS_FILE);
  await page.locator("#signature").fill(BROKEN);
  await page.locator("#g-key").evaluate((one) => {
    location.hash = "generate";
    return one;
  });
  await page.locator("#g-key").fill(EXAMPLE.sdkKey);
  await page.locator("#g-secret").fill(EXAMPLE.sdkSecret);
  await page.locator("#g-meeting").fill(EXAMPLE.meetingNumber);
  await page.getByRole("link", { name: "Compare" }).click();
  await page.getByRole("button", { name: "Try an example" }).click();
  for (const tab of ["diagnose", "generate", "compare", "error/3712", "rule/expired", "report=z.A"]) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, tab);
    await page.waitForTimeout(50);
    const levels = await page
      .getByRole("heading")
      .evaluateAll((headings) => headings.map((heading) => Number(heading.tagName.slice(1))));
    expect({ tab, levels: levels.slice(0, 3) }).toEqual({ tab, levels: [1, 2, 3] });
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  }
  await page.context().close();
});

test("a verdict is said once typing rests, and not with each key", async () => {
  const { page } = await openPage(browser, TOOLS_FILE);
  await page.clock.install({ time: EXAMPLE.now * 1000 });
  await page.reload();
  const spoken: string[] = [];
  await page.exposeFunction("spoken", (text: string) => spoken.push(text));
  await page.evaluate(() => {
    const place = document.getElementById("said") as HTMLElement;
    const { spoken } = globalThis as unknown as { spoken: (text: string) => void };
    new MutationObserver(() => spoken(place.textContent ?? "")).observe(place, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  await page.locator("#signature").focus();
  for (const piece of BROKEN.match(/.{1,24}/g) ?? []) {
    await page.keyboard.insertText(piece);
    await page.clock.runFor(200);
  }
  expect(spoken).toEqual([]);
  await page.clock.runFor(1000);
  await expect.poll(() => spoken).toEqual([VERDICT]);
  // Another field, the same verdict: it is not said again.
  await page.locator("#sdk-key").fill(EXAMPLE.sdkKey);
  await page.clock.runFor(1000);
  await page.locator("#sdk-secret").fill(BROKEN);
  await page.clock.runFor(1000);
  const mixedUp =
    "This is a token, not a secret: paste it into the first field. The secret is what signs it.";
  await expect.poll(() => spoken).toEqual([VERDICT, `${mixedUp} ${VERDICT}`]);
  await page.getByRole("button", { name: "Clear everything" }).click();
  await page.clock.runFor(1000);
  await expect.poll(() => spoken.at(-1)).toBe("Everything is cleared");
  await page.context().close();
});

test("a button that copies has a name, and says that it copied, as often as it does", async () => {
  const { page } = await openPage(browser, TOOLS_FILE, { now: EXAMPLE.now });
  await page.locator("#signature").fill(BROKEN);
  await page.getByRole("heading", { name: VERDICT }).waitFor();
  expect(
    await page
      .locator("#report button")
      .evaluateAll((buttons) => buttons.map((button) => button.textContent)),
  ).toEqual(["Copy exp: 1764122370", "Copy a link to this report", "Copy as Markdown"]);
  const status = page.getByRole("status").filter({ hasText: "Copied" });
  const widthOf = async (name: string): Promise<number> =>
    (await page.getByRole("button", { name }).boundingBox())?.width ?? 0;
  const before = await widthOf("Copy exp: 1764122370");
  for (const _ of [1, 2]) {
    await page.getByRole("button", { name: "Copy exp: 1764122370" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    await status.waitFor({ state: "attached" });
    expect(await widthOf("Copied")).toBeCloseTo(before, 0);
    await page.getByRole("button", { name: "Copied" }).waitFor({ state: "detached" });
  }
  await page.context().close();
});

test("the keyboard's place is kept in the list of errors, and goes to the verdict from an example's button", async () => {
  const { page } = await openPage(browser, `${TOOLS_FILE}#errors`);
  await page.locator("#search").fill("expired");
  await expect.poll(() => said(page)).toMatch(/^\d+ found$/);
  const link = page.locator("#entries a").first();
  await link.focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => link.getAttribute("aria-current")).toBe("true");
  expect(await link.evaluate((one) => one === document.activeElement)).toBe(true);
  expect(await page.locator("#entries [aria-current]").count()).toBe(1);

  await page.getByRole("link", { name: "Diagnose" }).click();
  await page.getByRole("button", { name: "The signature has expired" }).focus();
  await page.keyboard.press("Enter");
  const verdict = page.getByRole("heading", { name: "Refused: The signature has expired" });
  await verdict.waitFor();
  expect(await verdict.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.context().close();
});
