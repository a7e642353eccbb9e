import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseConfig } from "../../src/config-file/parse.ts";

test("the whole configuration that docs/configuration.md shows is one", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../../docs/configuration.md"), "utf8");
  const [, text = ""] = /^```json\n([\s\S]+?)^```$/m.exec(page) ?? [];
  const whole: unknown = JSON.parse(text);
  expect(parseConfig(whole)).toEqual(whole);
});
