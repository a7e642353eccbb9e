import { boundedLines } from "@countersign/server";
import { expect, test } from "vitest";

function output() {
  const written: string[] = [];
  return { written, writableLength: 0, write: (text: string) => written.push(text) };
}

test("a log that nobody takes is dropped beyond a mebibyte, and what is missing is said", () => {
  const out = output();
  const write = boundedLines(out, () => 1_763_949_600);
  write("1\n");
  out.writableLength = 1024 * 1024;
  write("2\n");
  out.writableLength += 1;
  write("3\n");
  write("4\n");
  out.writableLength = 0;
  write("5\n");
  write("6\n");
  expect(out.written).toEqual([
    "1\n",
    "2\n",
    '{"time":"2025-11-24T02:00:00.000Z","dropped":2}\n',
    "5\n",
    "6\n",
  ]);
});

test("a clock that says nothing costs no line", () => {
  const out = output();
  const write = boundedLines(out, () => Number.NaN);
  out.writableLength = 2 * 1024 * 1024;
  write("1\n");
  out.writableLength = 0;
  write("2\n");
  expect(out.written).toEqual(['{"time":"unknown","dropped":1}\n', "2\n"]);
});
