import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, FrameLocator, Page } from "playwright-core";

export type View = "component" | "client";

export const COMBINATIONS: readonly { readonly version: string; readonly view: View }[] = [
  { version: "6.2.0", view: "component" },
  { version: "6.2.0", view: "client" },
  { version: "3.13.1", view: "component" },
  { version: "3.13.1", view: "client" },
];

/** A join on two busy cores takes up to half a minute; the wait ends with the event, not with the time. */
const PATIENCE = 120_000;

export interface Asked {
  readonly meeting?: string;
  readonly passcode?: string;
  readonly name?: string;
  readonly role?: 0 | 1;
  readonly version: string;
  readonly view: View;
}

/** The page in a browser context of its own, opened as a person opens it. */
const SILENCE = /^No call back from the SDK/;

export class DevPage {
  readonly page: Page;
  readonly outcome: ReturnType<Page["locator"]>;
  readonly frame: FrameLocator;

  private constructor(page: Page) {
    this.page = page;
    this.outcome = page.locator("#outcome");
    this.frame = page.frameLocator("#stage iframe");
  }

  static async open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<DevPage> {
    const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, ...options });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    await page.goto(url);
    await page.locator("#mode").waitFor();
    return new DevPage(page);
  }

  /** Fills the form and presses Join. Gives the signature that the server issued, if it issued one. */
  async join(asked: Asked): Promise<string | undefined> {
    const { page } = this;
    if (asked.meeting !== undefined)
      await page.getByLabel("Meeting number or invite link").fill(asked.meeting);
    if (asked.passcode !== undefined) await page.getByLabel("Passcode").fill(asked.passcode);
    if (asked.name !== undefined) await page.getByLabel("Your name").fill(asked.name);
    if (asked.role === 1) await page.getByLabel("1, host").check();
    await page.getByLabel(asked.view === "client" ? "Client view" : "Component view").check();
    await page.getByLabel(asked.version).check();
    const answered = page.waitForResponse((response) => response.url().endsWith("/v1/signature"));
    await page.getByRole("button", { name: "Join", exact: true }).click();
    const answer = (await (await answered).json()) as { signature?: string };
    return answer.signature;
  }

  /**
   * Waits until the page says how the join ended, and gives the headline. That nothing came back yet is no end: on
   * a machine under load the page says so before the SDK's answer is there.
   */
  ended(): Promise<string> {
    return this.#headline({ hasNotText: SILENCE });
  }

  /** Waits until the page says that the SDK calls nothing back, and gives the headline. */
  silent(): Promise<string> {
    return this.#headline({ hasText: SILENCE });
  }

  async #headline(which: { hasText: RegExp } | { hasNotText: RegExp }): Promise<string> {
    const headline = this.outcome.locator("strong").filter(which);
    await headline.waitFor();
    return (await headline.textContent()) ?? "";
  }

  async text(): Promise<string> {
    return (await this.outcome.locator("span").textContent()) ?? "";
  }

  /** The steps that the page shows, as `state label`. */
  async steps(): Promise<string[]> {
    const items = await this.page.locator("#steps li").all();
    return Promise.all(
      items.map(
        async (item) =>
          `${await item.locator(".state").textContent()} ${await item.locator(".label").textContent()}`,
      ),
    );
  }

  /** Writes a picture into the ignored folder, when asked to by SCREENSHOTS=1. */
  async picture(name: string): Promise<void> {
    if (!process.env.SCREENSHOTS) return;
    const folder = fileURLToPath(new URL("../../../screenshots/", import.meta.url));
    await mkdir(folder, { recursive: true });
    await this.page.screenshot({ path: `${folder}${name}.png`, fullPage: true });
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
