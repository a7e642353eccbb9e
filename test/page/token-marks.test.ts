import { describe, expect, test } from "vitest";
import { looseObject } from "../../apps/web/src/tools/loose-json.ts";
import { marksFor, partsOf } from "../../apps/web/src/tools/token-marks.ts";
import { EXAMPLE, evidenceOf } from "../../packages/core/src/diagnose/index.ts";

const TOKEN = String(evidenceOf({ name: "right" }).signature);
const [HEADER = "", PAYLOAD = "", MAC = ""] = TOKEN.split(".");

const marked = (text: string, at: string): string[] =>
  marksFor(text, at).map(({ start, end }) => text.slice(start, end));

describe("what is marked in a token", () => {
  test.each<[string, string, string[]]>([
    ["header", TOKEN, [HEADER]],
    ["payload", TOKEN, [PAYLOAD]],
    ["mac", TOKEN, [MAC]],
    ["signature", TOKEN, []],
    ["signature", `"${TOKEN}" `, ['"', '" ']],
    ["signature", "undefined", ["undefined"]],
    ["header", `Bearer ${TOKEN}`, [HEADER]],
    ["mac", `${HEADER}.${PAYLOAD}`, []],
    ["joinCall.passWord", TOKEN, []],
    ["payload", "no token", []],
  ])("%s of %s", (at, text, wanted) => {
    expect(marked(text, at)).toEqual(wanted);
  });

  test.each(Object.entries(EXAMPLE.payload))("the characters that hold %s", (name, value) => {
    const [piece = ""] = marked(TOKEN, `payload.${name}`);
    const start = TOKEN.indexOf(piece) - HEADER.length - 1;
    const bytes = Buffer.from("A".repeat(start % 4) + piece, "base64url").toString("latin1");
    expect(bytes).toContain(`${JSON.stringify(name)}:${JSON.stringify(value)}`.slice(1));
    expect(piece.length).toBeLessThan(PAYLOAD.length / 2);
  });

  test("a claim that is not there: all of the payload", () => {
    expect(marked(TOKEN, "payload.nothing")).toEqual([PAYLOAD]);
  });

  test("the parts of no token", () => {
    expect(partsOf("hello")).toBeUndefined();
  });
});

describe("what join() was given", () => {
  test.each<[string, unknown]>([
    ['{"a":1}', { a: 1 }],
    [
      "ZoomMtg.join({ meetingNumber: '872', passWord: '', userName: \"it's\", })",
      { meetingNumber: "872", passWord: "", userName: "it's" },
    ],
    ["{ a: true, // a word\n b: null }", { a: true, b: null }],
    ["{ a: variable }", undefined],
    ["nothing", undefined],
    ["[1]", undefined],
  ])("%s", (text, wanted) => {
    expect(looseObject(text)).toEqual(wanted);
  });
});
