import { expect, test } from "vitest";
import { isPlaceholder } from "../../../src/zoom/placeholders.ts";
import { ALPHANUMERIC, BASE64URL, seeded } from "../../random.ts";

test("200,000 random keys and secrets: none is called a placeholder", () => {
  const random = seeded(4648);
  const called: string[] = [];
  for (let i = 0; i < 100_000; i++) {
    for (const length of [22, 32]) {
      const text = random.text(i % 2 ? BASE64URL : ALPHANUMERIC, length);
      if (isPlaceholder(text)) called.push(text);
    }
  }
  expect(called).toEqual([]);
}, 60_000);
