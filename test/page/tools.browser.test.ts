/** The page of tools as a person uses it: from the disk, and as `countersign dev` serves it. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { linkOf } from "../../apps/web/src/tools/report-link.ts";
import { type Dev, startDev } from "../../packages/cli/src/dev/index.ts";
import {
  diagnose,
  EXAMPLE,
  evidenceOf,
  hiddenOf,
  RULES,
  reportDocument,
} from "../../packages/core/src/diagnose/index.ts";
import { verify } from "../../packages/core/src/index.ts";
import { launch } from "../browser/support/chromium.ts";
import { type OpenOptions, type OpenPage, openPage } from "./support/open-page.ts";

const TOKEN = String(evidenceOf({ name: "right" }).signature);
const MEETING = "87270695528";

let browser: Browser;
let dev: Dev;
let folder: string;
let file: string;

beforeAll(async () => {
  await import("../../tools/build-page.ts");
  folder = await mkdtemp(join(tmpdir(), "countersign-page-"));
  const built = fileURLToPath(new URL("../../packages/cli/page/countersign.html", import.meta.url));
  await writeFile(join(folder, "countersign.html"), await readFile(built));
  file = pathToFileURL(join(folder, "countersign.html")).href;
  dev = await startDev({ port: 0, env: {} });
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await dev?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const open = (url: string, options?: OpenOptions): Promise<OpenPage> => openPage(browser, url, options);

const verdict = (page: Page) => page.locator("#report .verdict");

describe("Diagnose", () => {
  test("names what is wrong as it is pasted, marks it, and offers the corrected value", async () => {
    const { page, requests, complaints } = await open(file);
    const example = RULES.find(({ id }) => id === "times-in-milliseconds")?.examples.failing[0];
    if (!example) throw new Error("no such example");
    await page
      .getByLabel("Signature, or the response")
      .fill(`POST /sign 200 {"signature":"${evidenceOf(example).signature}"}`);

    await expect.poll(() => verdict(page).textContent()).toBe("Refused: Times are in milliseconds");
    expect(await page.locator("#report .pointed mark").textContent()).toBe(`"iat":1763949570000`);
    const marked = (await page.locator("#report .token mark").allTextContents()).join("");
    expect(String(evidenceOf(example).signature)).toContain(marked);
    expect(marked.length).toBeGreaterThan(10);
    await page.getByRole("button", { name: "Copy iat: 1763949570" }).waitFor();
    expect(await page.locator("#signature-note").textContent()).toContain("was taken out of what you pasted");
    expect({ requests, complaints }).toEqual({ requests: [file], complaints: [] });
    await page.context().close();
  });

  test("draws an expired one in time, in words too", async () => {
    const { page } = await open(file);
    await page.getByLabel("Signature, or the response").fill(TOKEN);
    await expect.poll(() => verdict(page).textContent()).toBe("Refused: The signature has expired");
    expect(await page.locator(".timeline .moment").count()).toBe(3);
    const rows = await page.locator(".timeline li .what").allTextContents();
    expect(rows[0]).toBe("Issued (iat)");
    expect(rows.at(-1)).toBe("Now");
    expect(await page.locator(".timeline li.exp .when").textContent()).toBe("2025-11-24 03:59:30 UTC");
    await page.context().close();
  });

  test("tells a secret among the tokens and a token among the secrets", async () => {
    const { page } = await open(file);
    await page.getByLabel("Signature, or the response").fill("aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF");
    await expect
      .poll(() => page.locator("#signature-note").textContent())
      .toContain("looks like a client secret");
    await page.locator("#sdk-secret").fill(TOKEN);
    await expect
      .poll(() => page.locator("#secret-note").textContent())
      .toContain("This is a token, not a secret");
    await page.context().close();
  });

  test("every example gives its rule's verdict, or one that explains more", async () => {
    const { page, complaints } = await open(file);
    await page.locator("#example").focus();
    const wanted = RULES.flatMap((rule) =>
      rule.examples.failing.map((example, index) => ({
        id: `${rule.id}#${index}`,
        rule: diagnose(evidenceOf(example)).verdict?.rule,
      })),
    );
    await page.locator("#example option").nth(1).waitFor({ state: "attached" });
    const shown = await page.evaluate(
      async (ids) => {
        const select = document.getElementById("example") as HTMLSelectElement;
        const report = document.getElementById("report") as HTMLElement;
        const seen: { id: string; rule: string | undefined }[] = [];
        for (const id of ids) {
          select.value = id;
          select.dispatchEvent(new Event("input", { bubbles: true }));
          await new Promise((filled) => setTimeout(filled));
          seen.push({ id, rule: report.dataset.rule });
        }
        return seen;
      },
      wanted.map(({ id }) => id),
    );
    expect(shown).toEqual(wanted);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe("Generate", () => {
  test("signs what Zoom takes, and writes it as code", async () => {
    const { page, requests, complaints } = await open(`${file}#generate`);
    await page.locator("#g-key").fill(EXAMPLE.sdkKey);
    await page.locator("#g-secret").fill(EXAMPLE.sdkSecret);
    await page.locator("#g-meeting").fill(`https://zoom.us/j/${MEETING}?pwd=abc`);
    await page.locator("#g-role").selectOption("1");
    await page.locator("#g-mode").selectOption("1");
    await expect.poll(() => page.locator("#signed td code").allTextContents()).toContain(`"${MEETING}"`);
    const signature = (await page.locator("#signed .token").textContent()) ?? "";
    expect(verify(signature, EXAMPLE.sdkSecret)).toMatchObject({
      ok: true,
      payload: { mn: MEETING, role: 1, video_webrtc_mode: 1 },
    });
    await page.locator("#language").selectOption("python");
    await expect
      .poll(() => page.locator("#code").textContent())
      .toContain(`print(signature("${MEETING}", 1))`);
    expect(await page.locator("#code").textContent()).not.toContain(EXAMPLE.sdkSecret);
    expect({ requests, complaints }).toEqual({ requests: [file], complaints: [] });
    await page.context().close();
  });
});

test("Compare names the guilty difference", async () => {
  const { page, requests, complaints } = await open(`${file}#compare`);
  const failing = String(evidenceOf({ name: "wrong", payload: { role: undefined } }).signature);
  await page.getByLabel("The one that works").fill(TOKEN);
  await page.getByLabel("The one that fails").fill(failing);
  await expect.poll(() => page.locator("#comparison .verdict").textContent()).toContain("This explains it");
  expect(await page.locator("#comparison .guilty th").allTextContents()).toContain("payload.role");
  expect({ requests, complaints }).toEqual({ requests: [file], complaints: [] });
  await page.context().close();
});

test("Errors are found by code and by word, and have addresses of their own", async () => {
  const { page, complaints } = await open(`${file}#error/3712`);
  expect(await page.locator("#entry .verdict").textContent()).toBe("Zoom's error 3712");
  await page.locator("#search").fill("milliseconds");
  await page.getByRole("link", { name: /times-in-milliseconds/ }).click();
  await expect.poll(() => page.locator("#entry .verdict").textContent()).toBe("Times are in milliseconds");
  await page.getByRole("button", { name: "Try its example" }).click();
  await expect.poll(() => verdict(page).textContent()).toBe("Refused: Times are in milliseconds");
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("what was typed is gone when the page is left", async () => {
  const { page } = await open(file);
  await page.locator("#signature").fill(TOKEN);
  await page.locator("#sdk-secret").fill(EXAMPLE.sdkSecret);
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pagehide")));
  const left = await page.evaluate(() =>
    [...document.querySelectorAll("input, textarea")]
      .map((one) =>
        (one as HTMLInputElement).type === "radio"
          ? ""
          : (one as HTMLInputElement).type === "checkbox"
            ? ""
            : (one as HTMLInputElement).value,
      )
      .join(""),
  );
  expect(left).toBe("");
  expect(await page.locator("#report").textContent()).not.toContain("eyJ");
  await page.context().close();
});

const PAYLOADS = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  '"><svg onload=alert(1)>',
  "'><iframe srcdoc='<script>alert(1)</script>'>",
  "javascript:alert(1)",
  "</script><script>alert(1)</script>",
  "<a href=javascript:alert(1)>x</a>",
  "<style>*{background:url(//x.invalid)}</style>",
  "<math><mtext><script>alert(1)</script>",
  "<details open ontoggle=alert(1)>",
  "<form action=//x.invalid><input autofocus onfocus=alert(1)>",
  "<object data=javascript:alert(1)>",
  "<base href=//x.invalid/>",
  "<meta http-equiv=refresh content=0;url=//x.invalid>",
  "$" + "{alert(1)}",
  "{{constructor.constructor('alert(1)')()}}",
  "<!--><img src=x onerror=alert(1)>",
  "<template><img src=x onerror=alert(1)></template>",
  "%3Cscript%3Ealert(1)%3C/script%3E",
  "\u2028<img src=x onerror=alert(1)>\u0000",
];

test("texts that would be a program elsewhere are shown as texts", async () => {
  const { page, requests, complaints } = await open(file);
  await page.evaluate(() => {
    (document.getElementById("more") as HTMLDetailsElement).open = true;
  });
  const before = await page.locator("script, iframe, object, base, style, img").count();
  const tokens = PAYLOADS.flatMap((text) => [
    text,
    String(evidenceOf({ name: "bad", payload: { [text]: text, mn: text, role: text, iat: text } }).signature),
    String(evidenceOf({ name: "bad", header: { alg: text, typ: text } }).signature),
    JSON.stringify({ signature: TOKEN, errorMessage: text, errorCode: 1 }),
  ]);
  // By events and not by keys: a thousand fields are filled here.
  await page.evaluate(
    async ([texts, payloads]) => {
      const fields = [
        ...document.querySelectorAll<HTMLInputElement>(
          "form input:not([type=radio], [type=checkbox]), form textarea, #search",
        ),
      ];
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined)));
      const type = (one: HTMLInputElement, text: string) => {
        one.value = text;
        one.dispatchEvent(new Event("input", { bubbles: true }));
      };
      for (const hash of ["diagnose", "generate", "compare", "errors"]) {
        location.hash = hash;
        for (const text of payloads) {
          for (const one of fields) type(one, text);
          await frame();
        }
      }
      for (const text of texts) {
        for (const id of ["signature", "working", "failing", "join-call"])
          type(document.getElementById(id) as HTMLInputElement, text);
        await frame();
        await frame();
      }
      for (const text of payloads) {
        location.hash = `error/${text}`;
        await frame();
      }
    },
    [tokens, PAYLOADS] as const,
  );
  expect(await page.locator("script, iframe, object, base, style, img").count()).toBe(before);
  expect({ requests: [...new Set(requests)], complaints }).toEqual({ requests: [file], complaints: [] });
  await page.context().close();
});

test("under countersign dev: the same page with its policy in the header, and a way to Join", async () => {
  const url = new URL("/tools", dev.url).href;
  const response = await fetch(url);
  expect(response.headers.get("content-security-policy")).toMatch(
    /^default-src 'none'; script-src 'sha256-[^;]+; style-src 'sha256-[^;]+; connect-src 'none';.*frame-ancestors 'none'$/,
  );
  const { page, requests, complaints } = await open(url);
  await page.getByLabel("Signature, or the response").fill("undefined");
  await expect.poll(() => verdict(page).textContent()).toContain("Refused");
  expect(requests.filter((one) => !one.endsWith("/favicon.ico"))).toEqual([url]);
  expect(complaints).toEqual([]);
  await page.getByRole("link", { name: "Join" }).click();
  await page.locator("#join-form").waitFor();
  await page.context().close();
});

const LOOKS = (["light", "dark"] as const).flatMap((colorScheme) =>
  [1440, 360].map((width) => ({ colorScheme, width })),
);

test("nothing is wider than a screen of 320 pixels", async () => {
  const { page } = await open(file, { viewport: { width: 320, height: 640 } });
  for (const [tab, prepare] of Object.entries(PREPARE)) {
    await prepare(page);
    await page.waitForTimeout(50);
    await picture(page, `tools-${tab}-320`);
    expect({ tab, overflow: await overflow(page) }).toEqual({ tab, overflow: 0 });
  }
  await page.context().close();
});

function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

test.each(LOOKS)(
  "no barrier that axe finds, nothing wider than $width, $colorScheme",
  async ({ colorScheme, width }) => {
    // axe has to be put into the page, which the page's own policy forbids.
    const { page } = await open(file, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
    await page.evaluate(
      await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"),
    );
    for (const [tab, prepare] of Object.entries(PREPARE)) {
      await prepare(page);
      await page.waitForTimeout(50);
      const found = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        const { violations } = await axe.run();
        return violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`,
        );
      });
      await picture(page, `tools-${tab}-${width}-${colorScheme}`);
      expect({ tab, found, overflow: await overflow(page) }).toEqual({ tab, found: [], overflow: 0 });
    }
    await page.context().close();
  },
);

async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.SCREENSHOTS) return;
  const place = fileURLToPath(new URL("../../screenshots/", import.meta.url));
  await mkdir(place, { recursive: true });
  await page.screenshot({ path: `${place}${name}.png`, fullPage: true });
}

const PREPARE: { readonly [tab: string]: (page: Page) => Promise<void> } = {
  empty: async () => {},
  diagnose: async (page) => {
    await page.locator("#example").focus();
    await page.locator("#example").selectOption("exp-too-far#0");
  },
  more: async (page) => {
    await page.locator("#example").selectOption("passcode-name#0");
  },
  generate: async (page) => {
    await page.getByRole("link", { name: "Generate" }).click();
    await page.locator("#g-key").fill(EXAMPLE.sdkKey);
    await page.locator("#g-secret").fill(EXAMPLE.sdkSecret);
    await page.locator("#g-meeting").fill("872 7069 5528");
    await page.locator("#g-mode").selectOption("1");
  },
  compare: async (page) => {
    await page.getByRole("link", { name: "Compare" }).click();
    await page.getByRole("button", { name: "Try an example" }).click();
  },
  shared: async (page) => {
    const evidence = evidenceOf({ name: "expired", evidence: { now: EXAMPLE.payload.exp + 3600 } });
    const blocks = reportDocument(diagnose(evidence), { share: true, hide: hiddenOf(evidence) });
    const link = await linkOf({ schema: 1, now: EXAMPLE.now, blocks });
    await page.evaluate((hash) => {
      location.hash = hash;
    }, link);
    await page.locator("#shared-report .verdict").waitFor();
  },
  errors: async (page) => {
    await page.getByRole("link", { name: "Errors" }).click();
    await page.locator("#search").fill("signature");
    await page.getByRole("link", { name: /^3712/ }).click();
  },
};
