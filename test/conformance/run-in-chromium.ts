import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";
import { BUILT } from "./build.ts";
import type { Ran } from "./runtimes.ts";
import type { SuiteResult } from "./suite.ts";

export async function runInChromium(program: string): Promise<Ran> {
  const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await readFile(BUILT.page, "utf8") });
    const results = await page.evaluate(
      () => (globalThis as unknown as { conformance: Promise<SuiteResult[]> }).conformance,
    );
    return { version: browser.version(), results };
  } finally {
    await browser.close();
  }
}
