/** What the page of tools is made of, read from the built file. What it weighs and loads: budget.test.ts. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { buildTools } from "../../tools/build-tools.ts";
import { CARRIED } from "../../tools/carry-texts.ts";

const { html, script } = await buildTools();

test("nothing in it reads a text as HTML or as a program, keeps anything, or reaches a network", () => {
  const sinks =
    /innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|document\.write|setHTMLUnsafe|DOMParser|srcdoc|\beval\(|new Function|localStorage|sessionStorage|indexedDB|document\.cookie|\bfetch\(|XMLHttpRequest|WebSocket\(|EventSource|sendBeacon|import\(/g;
  expect(script.match(sinks)).toBeNull();
  expect("a.innerHTML = b".match(sinks)).toEqual(["innerHTML"]);
});

test("no file of core has a name that the texts are carried under", async () => {
  const folder = new URL("../../packages/core/src/", import.meta.url);
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts"));
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), "utf8")));
  expect(texts.length).toBeGreaterThan(200);
  expect(texts.filter((text) => text.includes(CARRIED))).toEqual([]);
});

test("its policy names its own script and style and nothing else", () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1];
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? "";
  const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  expect(policy?.split("; ")).toEqual([
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
});

test("every field keeps the browser from remembering or checking what is typed", () => {
  const fields = html.match(/<(?:textarea|input(?! type="(?:radio|checkbox)"))[^>]*>/g) ?? [];
  expect(fields.length).toBeGreaterThan(15);
  expect(
    fields.filter((field) => !field.includes('autocomplete="off"') || !field.includes('spellcheck="false"')),
  ).toEqual([]);
  const secrets = fields.filter((field) => /id="[^"]*secret/.test(field));
  expect(secrets.length).toBe(3);
  expect(secrets.filter((field) => !field.includes('type="password"'))).toEqual([]);
});
