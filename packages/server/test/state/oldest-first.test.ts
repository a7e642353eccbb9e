import fc from "fast-check";
import { expect, test } from "vitest";
import { OldestFirst } from "../../src/state/memory/oldest-first.ts";

const key = fc.constantFrom("a", "b", "c", "d", "e");
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant("set" as const), key }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant("delete" as const), key }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant("drop the oldest" as const), key }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("clear" as const), key }) },
);

test("the oldest is what a look from the front finds, whatever was set, deleted and cleared", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 3 }), (steps, every) => {
      const map = new OldestFirst<number>();
      for (const [index, { does, key }] of steps.entries()) {
        if (does === "set") map.set(key, index);
        else if (does === "delete") map.delete(key);
        else if (does === "clear") map.clear();
        else map.delete([...map.keys()][0] ?? "");
        // Not after each step: what it remembers is as old as the last look.
        if (index % every === 0) expect(map.oldest()).toBe([...map.keys()][0]);
      }
      expect(map.oldest()).toBe([...map.keys()][0]);
    }),
    { numRuns: 2000 },
  );
});

test("it goes on giving the oldest while thousands come and go", () => {
  const map = new OldestFirst<number>();
  const dropped: string[] = [];
  for (let i = 0; i < 20_000; i++) {
    map.set(String(i), i);
    if (map.size <= 100) continue;
    const oldest = map.oldest() ?? "none";
    dropped.push(oldest);
    map.delete(oldest);
  }
  expect(dropped).toEqual(Array.from({ length: 19_900 }, (_, i) => String(i)));
});
