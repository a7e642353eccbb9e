/** How much a visitor of the tools loads, and that it is all of it: read from the built file. */
import { describe, expect, test } from "vitest";
import { buildTools } from "../../tools/build-tools.ts";
import { expectWithin, loaded, OTHER_HOST } from "./support/budget.ts";

test("what would be loaded is seen", () => {
  const page = `<link rel=x href=/a.css><script src="//x.invalid/b.js"></script><a href="c">c</a><img alt="" src='d'>
    <style>@import "e.css"; @import url(f.css); p { background: url("g.png") }</style>`;
  expect(loaded(page).sort()).toEqual(["//x.invalid/b.js", "/a.css", "d", "e.css", "f.css", "g.png"]);
  expect(loaded(page).filter((address) => OTHER_HOST.test(address))).toEqual(["//x.invalid/b.js"]);
});

describe("the tools", async () => {
  const { html, script } = await buildTools();
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? "";
  const data = [...html.matchAll(/<script type="application\/(?:json|gzip)" id="\w+">([\s\S]*?)<\/script>/g)];
  const texts = data.map(([, text]) => text ?? "");
  const frame = [script, style, ...texts].reduce((rest, part) => rest.replace(part, () => ""), html);

  test("are within their budget", () => {
    expectWithin(
      { script: 55_000, style: 4_000, texts: 120_000, html: 5_000, whole: 180_000 },
      { script, style, texts: texts.join("\n"), html: frame, whole: html },
    );
    expect(Buffer.byteLength(html)).toBeLessThan(1_000_000);
  });

  test("are one request", () => {
    expect(loaded(frame + style)).toEqual([]);
    expect(texts.length).toBe(2);
    // Nothing is fetched by the script either: the policy in the page forbids it, and build.test.ts looks for calls.
    expect(html).toContain("connect-src 'none'");
  });

  test("hold no font and wait for no script", () => {
    expect(style).not.toMatch(/@font-face|@import/);
    const scripts = frame.match(/<script[^>]*>/g) ?? [];
    // A module runs when the page is there, and the texts are no program.
    expect(
      scripts.filter((tag) => !/type="(?:module|application\/json|application\/gzip)"/.test(tag)),
    ).toEqual([]);
    // What stands before the style is small: it is read before anything is drawn.
    expect(html.indexOf("<style>")).toBeLessThan(1500);
  });
});
