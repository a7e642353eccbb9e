import { linesPerTurn } from "@countersign/server";
import { expect, test } from "vitest";

function output() {
  const written: string[] = [];
  return { written, writableLength: 7, write: (text: string) => written.push(text) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("lines of one turn are written together as it ends, in their order; those of the next by themselves", async () => {
  const out = output();
  const lines = linesPerTurn(out);
  lines.write("1\n");
  await Promise.resolve();
  lines.write("2\n");
  expect(out.written).toEqual([]);
  expect(lines.writableLength).toBe(7 + 4);
  await turn();
  expect(lines.writableLength).toBe(7);
  lines.write("3\n");
  await turn();
  expect(out.written).toEqual(["1\n2\n", "3\n"]);
});

test("what waits is written at once where it has to be, and not once more when the turn ends", async () => {
  const out = output();
  const lines = linesPerTurn(out);
  lines.flush();
  lines.write("1\n");
  lines.flush();
  expect(out.written).toEqual(["1\n"]);
  lines.write("2\n");
  await turn();
  expect(out.written).toEqual(["1\n", "2\n"]);
});
