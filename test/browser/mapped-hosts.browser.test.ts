/**
 * Zoom's host names lead to the stand-in: the SDK is used exactly as for a real join, and so is the page.
 */
import {
  createSandbox,
  SANDBOX_MEETINGS,
  type Sandbox,
  startSandbox,
  throwAwayApp,
} from "@countersign/sandbox";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Dev, startDev } from "../../packages/cli/src/dev/index.ts";
import { selfSigned } from "./support/certificate.ts";
import { launch } from "./support/chromium.ts";
import { COMBINATIONS, DevPage } from "./support/dev-page.ts";

const MEETING = "87270695528";
const app = throwAwayApp();
const sandbox: Sandbox = createSandbox({ apps: [app], meetings: SANDBOX_MEETINGS });

let browser: Browser;
const closers: (() => Promise<void>)[] = [];
const servers = {} as Record<"right" | "wrongSecret" | "expired", Dev>;

beforeAll(async () => {
  await import("../../tools/build-page.ts");
  const started = await startSandbox({ sandbox, port: 0, tls: selfSigned("sandbox") });
  closers.push(started.close);
  const env = {
    ZOOM_MEETING_SDK_KEY: app.sdkKey,
    ZOOM_MEETING_SDK_SECRET: app.sdkSecret,
    COUNTERSIGN_MEETINGS: MEETING,
  };
  const threeHoursAgo = (): number => Date.now() / 1000 - 3 * 3600;
  servers.right = await startDev({ port: 0, env });
  servers.wrongSecret = await startDev({
    port: 0,
    env: { ...env, ZOOM_MEETING_SDK_SECRET: throwAwayApp().sdkSecret },
  });
  servers.expired = await startDev({ port: 0, env, now: threeHoursAgo });
  closers.push(...Object.values(servers).map((server) => server.close));
  const here = `127.0.0.1:${started.port}`;
  browser = await launch(
    "--ignore-certificate-errors",
    `--host-resolver-rules=MAP zoom.us ${here}, MAP *.zoom.us ${here}, MAP * ~NOTFOUND, EXCLUDE localhost`,
  );
  closers.unshift(() => browser.close());
});

afterAll(async () => {
  for (const close of closers) await close();
});

describe.each(COMBINATIONS)("SDK $version, $view view, its hosts mapped", ({ version, view }) => {
  it("joins with the signature that the server issued, byte for byte", async () => {
    const page = await DevPage.open(browser, servers.right.url);
    const signature = await page.join({ meeting: "872 7069 5528", name: "Grace Hopper", version, view });
    expect([await page.ended(), await page.text()]).toEqual([
      "Joined",
      `SDK ${version}, ${view} view, reports that it joined. It reports the same when the host still has to let you in.`,
    ]);

    const { signature: arrived, apiKey, sdkVersion, outcome, host } = sandbox.joins.at(-1) ?? {};
    expect({ arrived, apiKey, sdkVersion, outcome, host }).toEqual({
      arrived: signature,
      apiKey: app.sdkKey,
      sdkVersion: version,
      outcome: "joined",
      host: "zoom.us",
    });
    await page.frame.getByText("Grace Hopper").first().waitFor();
    await page.picture(`mapped-${view}-${version}`);
    await page.close();
  });

  it("a wrong secret ends in its report, after Zoom has refused", async () => {
    const page = await DevPage.open(browser, servers.wrongSecret.url);
    const signature = await page.join({ meeting: MEETING, version, view });
    expect([await page.ended(), await page.text()]).toEqual([
      "Refused: 3712",
      `SDK ${version}, ${view} view, says: Signature is invalid.`,
    ]);
    expect(sandbox.joins.at(-1)?.signature).toBe(signature);
    const { verdict, links } = await page.report();
    expect(verdict).toBe("Look here first: The secret was not given (possible; only Zoom can tell)");
    expect(links).toEqual(expect.arrayContaining(["/tools#rule/secret-not-checked", "/tools#error/3712"]));
    await page.close();
  });

  it("an expired one ends in its report, and is not sent at all", async () => {
    const page = await DevPage.open(browser, servers.expired.url);
    const before = sandbox.joins.length;
    await page.join({ meeting: MEETING, version, view });
    expect([await page.ended(), await page.text()]).toEqual([
      "Not sent to Zoom",
      `SDK ${version}, ${view} view, was not even loaded: what was going to be sent would be refused for sure.`,
    ]);
    expect(await page.report()).toEqual({
      verdict: "Refused: The signature has expired",
      links: ["/tools#rule/expired"],
    });
    expect(await page.steps()).toEqual([
      "done Environment of the page",
      "done Signature from this server",
      "failed Diagnosis of the signature",
      "done Signature from this server, second try",
      "failed Diagnosis of the signature, second try",
    ]);
    expect(sandbox.joins.length).toBe(before);
    await page.close();
  });
});
