import { expect, test } from "vitest";
import { sha256 } from "../../../src/token/sha256.ts";
import { hexOf } from "../../hex.ts";

test("NIST's long example: a million a's", () => {
  expect(hexOf(sha256(Buffer.from("a".repeat(1_000_000))))).toBe(
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
  );
});
