import { expect, test } from "vitest";
import { HASHES as HASH_ROWS } from "../../../src/diagnose/forensics/hashes.ts";
import { INPUTS as INPUT_ROWS } from "../../../src/diagnose/forensics/inputs.ts";
import { WRITTEN } from "../../../src/diagnose/forensics/macs.ts";
import { AS_BYTES, CLEANED, SPOILED } from "../../../src/diagnose/forensics/secrets.ts";
import { BLANKS, PAIRED } from "../../../src/diagnose/forensics/sources.ts";
import { all, name, outcome } from "./explain.ts";
import { HASHES, INPUTS, MACS, SECRETS } from "./signer.ts";

const SINGLES = [
  ...all("secret", SECRETS),
  ...all("input", INPUTS),
  ...all("hash", HASHES),
  ...all("mac", MACS),
];

test("the signer of these tests makes every mistake in the tables, and no other", () => {
  const ids = [CLEANED, SPOILED, AS_BYTES, PAIRED, INPUT_ROWS, WRITTEN].flatMap((rows) =>
    rows.map(([id]) => id),
  );
  const others = ["other", "bytes-as-text", "cut", ...HASH_ROWS.map(({ step }) => step.id)];
  const inTables = [...ids, ...others, ...BLANKS.map((text) => `blank:${text}`)];
  expect(SINGLES.map(({ id }) => id).sort()).toEqual(inTables.sort());
});

test.each(SINGLES.map((step) => [name([step]), step] as const))("%s", (told, step) => {
  expect(outcome([step])).toEqual({ told, steps: 1, reproduced: true });
});
