/** Does what docs/walk.md says, and sees what it says is seen. */
import { readFileSync } from "node:fs";
import { inspect } from "@countersign/core";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Dev, startDev } from "../../packages/cli/src/dev/index.ts";
import { launch } from "../browser/support/chromium.ts";

type Action =
  | { readonly kind: "open"; readonly path: string }
  | { readonly kind: "choose" | "press"; readonly name: string }
  | { readonly kind: "type"; readonly label: string; readonly text: string }
  | { readonly kind: "paste"; readonly label: string }
  | { readonly kind: "see"; readonly text: string };

const PAGE = readFileSync(new URL("../../docs/walk.md", import.meta.url), "utf8");

/** Items of a list are done, quotes are seen. An item that is understood by nobody is a mistake of the page. */
function actionsOf(markdown: string): Action[] {
  const [browser = ""] = markdown.split("## The same in a terminal");
  const pieces = browser.matchAll(/^> (.+)$|^- ((?:.+\n)(?: {2}.+\n)*)(?:\n```text\n(.+)\n```)?/gm);
  return [...pieces].map(([, seen, item = "", block]): Action => {
    if (seen !== undefined) return { kind: "see", text: seen };
    const words = item.replace(/\s+/g, " ").trim();
    const [, path] = /^Open `(.+)`\.$/.exec(words) ?? [];
    if (path !== undefined) return { kind: "open", path };
    const [, verb, name] = /^(Choose|Press) \*\*(.+)\*\*\.$/.exec(words) ?? [];
    if (name !== undefined) return { kind: verb === "Choose" ? "choose" : "press", name };
    const [, label, what = ""] = /^Into \*\*(.+)\*\*, (.+)$/.exec(words) ?? [];
    const text = block ?? /^type `(.+)`\.$/.exec(what)?.[1];
    if (label !== undefined && text !== undefined) return { kind: "type", label, text };
    if (label !== undefined && what === "paste what you copied.") return { kind: "paste", label };
    throw new Error(`docs/walk.md says what this test cannot do: ${words}`);
  });
}

let dev: Dev;
let browser: Browser;

beforeAll(async () => {
  await import("../../tools/build-page.ts");
  dev = await startDev({ port: 0, env: {} });
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await dev?.close();
});

/** A text as it stands on the page, where a person sees it. */
function seen(page: Page, text: string): Locator {
  const pieces = text.split("…").map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return page.getByText(new RegExp(`^${pieces.join(".+")}$`)).filter({ visible: true });
}

const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

async function carryOut(page: Page, action: Action): Promise<void> {
  switch (action.kind) {
    case "open":
      await page.goto(new URL(action.path, dev.url).href);
      return;
    case "choose":
      await page.getByRole("link", { name: action.name, exact: true }).click();
      return;
    case "press":
      await page.getByRole("button", { name: action.name, exact: true }).click();
      return;
    case "type":
      await field(page, action.label).fill(action.text);
      return;
    case "paste":
      await expect.poll(() => copied(page), { timeout: 30_000 }).toMatch(/^eyJ/);
      await field(page, action.label).press("ControlOrMeta+A");
      await field(page, action.label).press("ControlOrMeta+V");
      return;
    case "see":
      await seen(page, action.text).first().waitFor();
      return;
  }
}

/** The tabs that are not shown have fields of the same names. */
function field(page: Page, label: string): Locator {
  return page.getByLabel(label, { exact: true }).filter({ visible: true });
}

const namesIn = (signature: string): string[] => {
  const inspection = inspect(signature);
  return "payload" in inspection ? Object.keys(inspection.payload ?? {}) : [];
};

test("the walk leads from a refused signature into a meeting", async () => {
  const actions = actionsOf(PAGE);
  const count = (kind: Action["kind"]): number => actions.filter((one) => one.kind === kind).length;
  // So that a quote or an item that is written in another way does not go unseen.
  expect({ seen: count("see"), done: actions.length - count("see") }).toEqual({
    seen: PAGE.split("\n").filter((line) => line.startsWith(">")).length,
    done: PAGE.split("\n").filter((line) => line.startsWith("- ")).length,
  });
  expect(count("see")).toBeGreaterThan(10);

  const context = await browser.newContext({ viewport: { width: 1360, height: 860 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(dev.url).origin });
  context.setDefaultTimeout(100_000);
  const page = await context.newPage();
  let generated = "";
  for (const [index, action] of actions.entries()) {
    await carryOut(page, action).catch((error: unknown) => {
      throw new Error(`docs/walk.md, piece ${index + 1}, ${JSON.stringify(action)}`, { cause: error });
    });
    if (action.kind === "paste") generated = await copied(page);
  }
  const { outcome, signature = "", meetingNumber } = dev.sandbox?.joins.at(-1) ?? {};
  expect({ outcome, meetingNumber }).toEqual({ outcome: "joined", meetingNumber: "87270695528" });
  expect(namesIn(generated)).toEqual(["appKey", "sdkKey", "mn", "role", "iat", "exp", "tokenExp"]);
  expect(namesIn(signature)).toEqual(namesIn(generated));
  await context.close();
});
