import { expect, it } from "vitest";
import { diagnose } from "../../src/diagnose/diagnose.ts";
import { evidenceOf } from "../../src/diagnose/example.ts";
import type { Block } from "../../src/render/document.ts";
import { shareable } from "../../src/render/share.ts";

const report = diagnose(evidenceOf({ name: "right" }));

it.each<[string, string]>([
  ["a number 87270695528", "a number ###########"],
  ["a number 872-7069-5528 or 872 7069 5528", "a number ###-####-#### or ### #### ####"],
  ["a time `iat: 1763949570`", "a time `iat: 1763949570`"],
  ["an expiry 1763956770 and 1763960000", "an expiry 1763956770 and 1763960000"],
  ["ten digits that are no time: 8727069552", "ten digits that are no time: ##########"],
  ["milliseconds 1763949570000", "milliseconds 1763949570000"],
  ["now, 2025-11-24 04:59:30 UTC", "now, 2025-11-24 04:59:30 UTC"],
  ["https://us02web.zoom.us/j/123?pwd=abc", "https://us02web.zoom.us/…"],
  ["https://zoom.us/my/somebody and more", "https://zoom.us/… and more"],
  ["a UUID 4444AAAiAAAAAiAiAiiAii== in it", "a UUID … in it"],
  ["eyJhbGciOiJIUzI1NiJ9.eyJtbiI6IjEifQ.abc", "…"],
  ["a name Jane Doe", "a name …"],
])("%s -> %s", (given, shown) => {
  const blocks: Block[] = [{ kind: "text", text: given }];
  expect(shareable(blocks, report, ["Jane Doe"])).toEqual([{ kind: "text", text: shown }]);
});

it("a meeting number that looks like a time of now is one", () => {
  const odd = diagnose(evidenceOf({ name: "odd", payload: { mn: "1763949601" } }));
  const blocks: Block[] = [{ kind: "text", text: "mn 1763949601" }];
  expect(shareable(blocks, odd, [])).toEqual([{ kind: "text", text: "mn ##########" }]);
});

it("no run of twelve characters of a hidden text is left, and words that stand in both are", () => {
  const token = "AbCdEfGhIjKlMnOpQrStUvWx";
  const blocks: Block[] = [
    { kind: "text", text: "it ends with `MnOpQrStUvWx` and begins with `AbCdEfGhIjKl`, then `MnOpQrStUvW`" },
    { kind: "text", text: "the signature is one that nobody made" },
  ];
  expect(shareable(blocks, report, [token, "POST: the signature is one that failed"])).toEqual([
    { kind: "text", text: "it ends with `…` and begins with `…`, then `MnOpQrStUvW`" },
    { kind: "text", text: "the signature is one that nobody made" },
  ]);
});
