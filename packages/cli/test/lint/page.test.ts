import { expect, test } from "vitest";
import { lintPage } from "../../src/lint/page.ts";

test("docs/lint.md is what the rules say; vitest -u writes it again", async () => {
  await expect(lintPage()).toMatchFileSnapshot("../../../../docs/lint.md");
});
