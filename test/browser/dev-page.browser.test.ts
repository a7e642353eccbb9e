/**
 * `countersign dev` in a person's own browser: nothing is mapped, and a service worker and a WebSocket wrapper
 * lead the SDK to the stand-in.
 */
import { fileURLToPath } from "node:url";
import { serve } from "@countersign/server";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Dev, startDev } from "../../packages/cli/src/dev/index.ts";
import { devFetch } from "../../packages/cli/src/dev/routes.ts";
import { INSTALL_SDK } from "../../packages/cli/src/dev/sdk-files.ts";
import { launch } from "./support/chromium.ts";
import { COMBINATIONS, DevPage } from "./support/dev-page.ts";

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

const lastJoin = () => dev.sandbox?.joins.at(-1);

/** Requests to other hosts than this machine that were not answered by the service worker and not refused by the browser. */
function watchLeaks(page: Page): string[] {
  const leaks: string[] = [];
  page.context().on("response", (response) => {
    const { hostname, protocol } = new URL(response.url());
    if (!protocol.startsWith("http") || hostname === "localhost" || response.fromServiceWorker()) return;
    leaks.push(`${hostname} answered`);
  });
  page.context().on("requestfailed", (request) => {
    const { hostname } = new URL(request.url());
    const reason = request.failure()?.errorText ?? "";
    if (/NAME_NOT_RESOLVED|CONNECTION|INTERNET|TIMED/.test(reason)) leaks.push(`${hostname} ${reason}`);
  });
  return leaks;
}

describe.each(COMBINATIONS)("the page with SDK $version, $view view", ({ version, view }) => {
  it("joins the sandbox's meeting and says so", async () => {
    const page = await DevPage.open(browser, dev.url);
    const leaks = watchLeaks(page.page);
    expect(await page.page.locator("#mode").textContent()).toContain("a local stand-in, not Zoom");
    const signature = await page.join({ version, view });

    expect([await page.ended(), await page.text()]).toEqual([
      "Joined",
      `SDK ${version}, ${view} view, reports that it joined the sandbox’s meeting, which is a stand-in and not Zoom.`,
    ]);
    await page.page.locator("#steps li.done", { hasText: "The stand-in’s answer" }).waitFor();
    expect(await page.steps()).toEqual([
      "done Sandbox mode on",
      "done Environment of the page",
      "done Signature from this server",
      "done Diagnosis of the signature",
      `done Files of SDK ${version}, ${view} view`,
      "done SDK started",
      "done Join sent",
      "done What came back",
      "done The stand-in’s answer",
    ]);
    const { signature: arrived, sdkVersion, outcome, host } = lastJoin() ?? {};
    expect({ arrived, sdkVersion, outcome, host }).toEqual({
      arrived: signature,
      sdkVersion: version,
      outcome: "joined",
      host: "sandbox.invalid",
    });
    await page.page.locator("#steps li.done", { hasText: "it lists: Ada Lovelace" }).waitFor();
    await page.frame.getByText("Ada Lovelace").first().waitFor();
    await page.picture(`dev-${view}-${version}`);
    expect(leaks).toEqual([]);
    await page.close();
  });
});

const COMPONENT = { version: "6.2.0", view: "component" } as const;

describe("the page, used by a person", () => {
  it("joins a meeting with a passcode as its host, chosen from the list and by keyboard", async () => {
    const page = await DevPage.open(browser, dev.url);
    await page.page.getByRole("button", { name: /5529/ }).focus();
    await page.page.keyboard.press("Enter");
    await page.join({ ...COMPONENT, role: 1, name: "Mary Jackson" });
    expect(await page.ended()).toBe("Joined");
    const { meetingNumber, passcode, userName, outcome } = lastJoin() ?? {};
    expect({ meetingNumber, passcode, userName, outcome }).toEqual({
      meetingNumber: "87270695529",
      passcode: "314159",
      userName: "Mary Jackson",
      outcome: "joined",
    });

    await page.page.getByRole("button", { name: "End and start over" }).click();
    await page.page.getByText("Zoom's SDK draws the meeting here").waitFor();
    expect(await page.page.getByRole("button", { name: "Join", exact: true }).isEnabled()).toBe(true);
    await page.close();
  });

  it("ends a wrong passcode in its report, hands it to Diagnose, and lets it be put right", async () => {
    const page = await DevPage.open(browser, dev.url, { colorScheme: "dark", bypassCSP: true });
    const signature = await page.join({ ...COMPONENT, meeting: "872 7069 5529", passcode: "2718" });
    expect([await page.ended(), await page.text()]).toEqual([
      "Refused: 3004",
      "SDK 6.2.0, component view, says: Meeting Passcode wrong. The stand-in refused, not Zoom.",
    ]);
    expect(await page.report()).toEqual({
      verdict: "Look here first: The passcode is wrong (possible; only Zoom can tell)",
      links: ["/tools#rule/passcode-wrong", "/tools#error/3004"],
    });
    expect(await page.page.getByRole("region", { name: "Report" }).textContent()).not.toContain("2718");
    expect(await page.barriers()).toEqual([]);

    const opening = page.page.context().waitForEvent("page");
    await page.page.getByRole("button", { name: "Open it in Diagnose" }).click();
    const diagnose = await opening;
    await diagnose.locator("#report[data-rule=passcode-wrong]").waitFor();
    expect(new URL(diagnose.url()).href.replace(dev.url, "/")).toBe("/tools#diagnose");
    expect(await diagnose.locator("#signature").inputValue()).toBe(signature);
    expect(await diagnose.locator("#error-code").inputValue()).toBe("3004");
    await diagnose.close();

    await page.join({ ...COMPONENT, passcode: "314159" });
    await page.page.locator("#outcome.good").waitFor();
    expect(await page.page.getByRole("region", { name: "Report" }).count()).toBe(0);
    expect(await page.barriers()).toEqual([]);
    await page.close();
  });

  it("ends in the report also where client view calls nothing back", async () => {
    const page = await DevPage.open(browser, dev.url);
    await page.join({ version: "6.2.0", view: "client", meeting: "872 7069 5529", passcode: "2718" });
    const refused = page.page.locator("#steps li.failed", { hasText: "3004 “Meeting Passcode wrong.”" });
    await refused.waitFor();
    expect([await page.ended(), await page.text()]).toEqual([
      "No answer from the SDK",
      expect.stringMatching(/^The SDK called nothing back for 45 s/),
    ]);
    expect((await page.report()).links.at(0)).toMatch(/^\/tools#rule\//);
    await page.picture("dev-silent");
    await page.close();
  });

  it.each(["component", "client"] as const)(
    "says that it waits in the waiting room, %s view",
    async (view) => {
      const page = await DevPage.open(browser, dev.url, { viewport: { width: 390, height: 800 } });
      await page.join({ version: "6.2.0", view, meeting: "872 7069 5530" });
      expect(await page.ended()).toBe("In the waiting room");
      await page.picture(`dev-waiting-${view}-390`);
      await page.close();
    },
  );

  it("Join cannot be pressed before the page is ready to answer", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.route("**/page.js", (route) => route.abort());
    await page.goto(dev.url);
    expect(await page.getByRole("button", { name: "Join", exact: true }).isEnabled()).toBe(false);
    await context.close();
  });

  it("says what to install where Zoom's SDK is not", async () => {
    const bare = await serve({
      port: 0,
      fetch: devFetch({
        app: async () => new Response(null, { status: 404 }),
        meetings: [],
        sdks: [],
        page: fileURLToPath(new URL("../../packages/cli/page", import.meta.url)),
      }),
    });
    const page = await DevPage.open(browser, `http://localhost:${bare.port}/`);
    expect(await page.page.locator("#install-sdk").textContent()).toBe(INSTALL_SDK);
    expect(await page.page.getByRole("button", { name: "Join", exact: true }).isEnabled()).toBe(false);
    await page.picture("dev-not-installed");
    await page.close();
    await bare.close();
  });

  it("reads the number and the passcode out of an invite link", async () => {
    const page = await DevPage.open(browser, dev.url);
    await page.join({
      ...COMPONENT,
      meeting: "https://us02web.zoom.us/j/87270695529?pwd=314159",
      passcode: "",
    });
    expect(await page.ended()).toBe("Joined");
    expect(lastJoin()?.passcode).toBe("314159");
    await page.close();
  });

  it("says what the server refuses to sign", async () => {
    const page = await DevPage.open(browser, dev.url);
    await page.join({ ...COMPONENT, meeting: "123 456 7890" });
    expect(await page.ended()).toBe("No signature: this server refused it");
    expect(await page.text()).toContain("no signature for this meeting");
    expect(await page.page.getByRole("region", { name: "Report" }).textContent()).toContain("What to do");
    expect(await page.page.getByText("Zoom's SDK draws the meeting here").count()).toBe(1);
    await page.close();
  });

  it("says at the field what is wrong with a number", async () => {
    const page = await DevPage.open(browser, dev.url);
    const field = page.page.getByLabel("Meeting number or invite link");
    await field.fill("872 7069");
    await page.page.getByRole("button", { name: "Join", exact: true }).click();
    const error = page.page.locator("#meeting-error");
    await error.waitFor();
    expect(await error.textContent()).toContain("a meeting number has 9 to 11 digits, this has 7");
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.picture("dev-field-error");
    await page.close();
  });

  it.each([
    { width: 320, colorScheme: "light" },
    { width: 320, colorScheme: "dark" },
    { width: 1360, colorScheme: "light" },
    { width: 1360, colorScheme: "dark" },
  ] as const)(
    "has no barrier that axe finds, $width wide and $colorScheme",
    async ({ width, colorScheme }) => {
      const viewport = { width, height: 860 };
      const page = await DevPage.open(browser, dev.url, { viewport, colorScheme, bypassCSP: true });
      expect([await page.barriers(), await page.overflows()]).toEqual([[], false]);
      await page.picture(`dev-start-${width}-${colorScheme}`);
      await page.close();
    },
  );
});

const LOOKS = (["light", "dark"] as const).flatMap((colorScheme) =>
  [360, 1440].map((width) => ({ colorScheme, width })),
);

// To be looked at: SCREENSHOTS=1 makes them.
it.runIf(process.env.SCREENSHOTS).each(LOOKS)("looks, $width wide and $colorScheme", async (look) => {
  const { colorScheme, width } = look;
  const page = await DevPage.open(browser, dev.url, { colorScheme, viewport: { width, height: 900 } });
  const picture = async (state: string): Promise<void> => {
    await page.picture(`join-${state}-${width}-${colorScheme}`);
    expect([state, await page.overflows()]).toEqual([state, false]);
  };
  await picture("before");
  await page.join(COMPONENT);
  await page.page.locator("#steps li.now", { hasText: "What came back" }).waitFor();
  await picture("during");
  await page.ended();
  await page.frame.getByText("Ada Lovelace").first().waitFor();
  await picture("joined");
  await page.page.getByRole("button", { name: "End and start over" }).click();
  await page.page.getByText("Zoom's SDK draws the meeting here").waitFor();
  await page.join({ ...COMPONENT, meeting: "872 7069 5529", passcode: "2718" });
  await page.report();
  await picture("failed");
  await page.join({ ...COMPONENT, meeting: "123 456 7890" });
  await page.report();
  await picture("no-signature");
  await page.close();
});
