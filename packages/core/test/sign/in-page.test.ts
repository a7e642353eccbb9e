import { afterEach, expect, test, vi } from "vitest";
import { createSigner } from "../../src/index.ts";
import { CREDENTIALS, NOW } from "../fixtures.ts";
import { refusalOf } from "../refusal.ts";

afterEach(() => vi.unstubAllGlobals());

test("a signer made in a page is refused, unless told that this is a test", () => {
  vi.stubGlobal("window", globalThis);
  vi.stubGlobal("document", {});
  expect(refusalOf(() => createSigner(CREDENTIALS))).toEqual({
    code: "signer-in-page",
    field: "sdkSecret",
    message: "a page must not sign: every visitor can read its secret",
    help: "Sign on the server. In a test page, pass allowInPageForTests: true.",
  });
  const allowed = createSigner({ ...CREDENTIALS, now: () => NOW, allowInPageForTests: true });
  expect(allowed.sign({ meetingNumber: "87270695528", role: 0 }).role).toBe(0);
});

test.each(["window", "document", "self"])("%s alone is no page", (name) => {
  vi.stubGlobal(name, {});
  expect(createSigner(CREDENTIALS)).toHaveProperty("sign");
});
