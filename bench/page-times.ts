// What is measured in the browser.
import type { Browser } from "playwright-core";

/**
 * Milliseconds from the start of the navigation to the first text on the screen, in a profile that has seen nothing.
 * @param from What the tab shows before; a new tab where it is not given.
 */
export async function paintOf(browser: Browser, url: string, from?: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  if (from !== undefined) await page.goto(from, { waitUntil: "networkidle" });
  await page.goto(url);
  const painted = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const [entry] = list.getEntriesByName("first-contentful-paint");
          if (entry) resolve(entry.startTime);
        }).observe({ type: "paint", buffered: true });
      }),
  );
  await context.close();
  return painted;
}

export interface Keys {
  readonly name: string;
  /** Milliseconds from the key to the end of the frame with the new report, one number a key. */
  readonly wall: readonly number[];
  /** Milliseconds of processor time that the page's thread took for it. */
  readonly cpu: readonly number[];
}

/** The last letters are typed by keys. Enough of them to see what a MAC that is not complete costs. */
const TYPED = 24;

interface BenchWindow {
  /** Milliseconds that the next key takes, once the report has changed and is drawn. */
  readonly nextKey: () => Promise<number>;
}

export async function keysOf(
  browser: Browser,
  url: string,
  name: string,
  { text, secret = "" }: { readonly text: string; readonly secret?: string },
): Promise<Keys> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  // Processor time of the page's thread: other programs hardly lengthen it.
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const processorTime = async (): Promise<number> => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return 1000 * (metrics.find((one) => one.name === "TaskDuration")?.value ?? Number.NaN);
  };
  await page.locator("#sdk-secret").fill(secret);
  await page.locator("#signature").fill(text.slice(0, -TYPED));
  await page.locator("#signature").evaluate((field: HTMLTextAreaElement) => {
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });
  await page.evaluate(watchKeys);
  const wall: number[] = [];
  const cpu: number[] = [];
  for (const key of text.slice(-TYPED)) {
    const before = await processorTime();
    const took = page.evaluate(() => (window as unknown as BenchWindow).nextKey());
    await page.keyboard.press(key);
    wall.push(await took);
    cpu.push((await processorTime()) - before);
  }
  await context.close();
  return { name, wall, cpu };
}

/** Runs in the page: from the moment that the browser gives a key to the end of the frame that shows what came of it. */
function watchKeys(): void {
  const report = document.getElementById("report");
  if (!report) throw new Error("the page has no report");
  let started = 0;
  let told: (took: number) => void = () => {};
  const frames = new MessageChannel();
  // The report changes just before it is drawn; a message sent then comes when it is.
  frames.port1.onmessage = () => told(performance.now() - started);
  new MutationObserver(() => frames.port2.postMessage(0)).observe(report, { childList: true });
  addEventListener(
    "keydown",
    ({ timeStamp }) => {
      started = timeStamp;
    },
    true,
  );
  const nextKey = (): Promise<number> =>
    new Promise((resolve) => {
      told = resolve;
    });
  Object.assign(window, { nextKey } satisfies BenchWindow);
}
