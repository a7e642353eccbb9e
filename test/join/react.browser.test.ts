import { afterAll, beforeAll, expect, it } from "vitest";
import { Stand } from "./support/stand.ts";

let stand: Stand;
beforeAll(async () => {
  stand = await Stand.open();
});
afterAll(async () => {
  await stand?.close();
});

interface InPage {
  show(version: string, endpoint: string): void;
  unmount(): void;
  readonly told: string[];
}

it("<ZoomMeeting> joins once, although StrictMode mounts it twice, and leaves when it goes", async () => {
  const context = await stand.browser.newContext();
  const page = await context.newPage();
  const sockets: Promise<unknown>[] = [];
  page.on("websocket", (socket) => void sockets.push(socket.waitForEvent("close", { timeout: 60_000 })));
  await page.goto(`${stand.url}/react`);
  await page.evaluate(() => (globalThis as unknown as InPage).show("6.2.0", "/sign/right"));
  await page.waitForFunction(() => (globalThis as unknown as InPage).told.includes("joined"));
  expect(await page.evaluate(() => (globalThis as unknown as InPage).told)).toEqual([
    "idle",
    "joining",
    "joined",
  ]);
  await page.locator("#meeting").getByText("Ada Lovelace").first().waitFor();
  expect([stand.asked, stand.sandbox.joins.map(({ outcome }) => outcome)]).toEqual([1, ["joined"]]);
  await page.evaluate(() => (globalThis as unknown as InPage).unmount());
  // What was opened for the meeting is closed: nobody stays in it.
  expect(sockets.length).toBeGreaterThan(0);
  await Promise.all(sockets);
  await context.close();
});

it("<ZoomMeeting> hands on why it could not join", async () => {
  const context = await stand.browser.newContext();
  const page = await context.newPage();
  await page.goto(`${stand.url}/react`);
  await page.evaluate(() => (globalThis as unknown as InPage).show("6.2.0", "/sign/wrong-secret"));
  await page.waitForFunction(() => (globalThis as unknown as InPage).told.some((one) => / /.test(one)));
  expect(await page.evaluate(() => (globalThis as unknown as InPage).told)).toEqual([
    "idle",
    "joining",
    "failed",
    "zoom-refused 3712",
  ]);
  await context.close();
});
