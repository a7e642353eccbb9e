import { expect, test } from "vitest";
import { isSecretName } from "../../src/diagnose/secrets.ts";
import { PLAIN_NAMES, SECRET_NAMES } from "./secret-names.ts";

test.each(SECRET_NAMES)("%s is named like a secret", (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each(PLAIN_NAMES)("%s is not", (name) => {
  expect(isSecretName(name)).toBe(false);
});
