import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
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

  /** Waits until the page says how the join ended, and gives the headline. */
  async ended(): Promise<string> {
    const headline = this.outcome.locator("strong");
    await headline.waitFor();
    return (await headline.textContent()) ?? "";
  }

  /** The headline of the report of a failed join, and where its links lead. */
  async report(): Promise<{ readonly verdict: string | undefined; readonly links: readonly string[] }> {
    const report = this.page.getByRole("region", { name: "Report" });
    await report.waitFor();
    const [verdict] = await report.locator(".verdict").allTextContents();
    const links = await report
      .locator("a")
      .evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    return { verdict, links };
  }

  /** What axe finds on the page around the meeting; what Zoom draws in its frame is Zoom's. */
  async barriers(): Promise<string[]> {
    const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    await this.page.evaluate(axe);
    return this.page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: {
          run(
            place: Document,
            options: object,
          ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
        };
      };
      const { violations } = await axe.run(document, { iframes: false });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
    });
  }

  /** Whether something is wider than the window. */
  overflows(): Promise<boolean> {
    return this.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
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
