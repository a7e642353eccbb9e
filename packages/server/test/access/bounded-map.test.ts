import { expect, test } from "vitest";
import { BoundedMap } from "../../src/access/bounded-map.ts";

function full(): BoundedMap<number> {
  const map = new BoundedMap<number>(3);
  return map.set("a", 1).set("b", 2).set("c", 3) as BoundedMap<number>;
}

test("holds as many as it may", () => {
  expect([...full()]).toEqual([
    ["a", 1],
    ["b", 2],
    ["c", 3],
  ]);
});

test("of one more forgets what came first, and nothing else", () => {
  expect([...full().set("d", 4)]).toEqual([
    ["b", 2],
    ["c", 3],
    ["d", 4],
  ]);
});

test("forgets nothing for one that it has: that keeps its place", () => {
  expect([...full().set("a", 5)]).toEqual([
    ["a", 5],
    ["b", 2],
    ["c", 3],
  ]);
});

test("what was deleted makes room", () => {
  const map = full();
  map.delete("b");
  expect([...map.set("d", 4).keys()]).toEqual(["a", "c", "d"]);
});
