import { createHash, createHmac } from "node:crypto";
import { expect, test, vi } from "vitest";
import { createRequestKey, isRequestKeyId, macKey, signRequest } from "../../src/access/sign-request.ts";
import { NOW } from "../facts.ts";

const key = createRequestKey("portal");
const FORM = /^Countersign-HMAC-SHA256 key=portal, ts=(\d{10}), nonce=([\w-]{24}), mac=([\w-]{43})$/;

test.each<[string, Partial<Parameters<typeof signRequest>[0]>, string, string]>([
  ["a body of text", { body: '{"role":0}' }, "POST /v1/join", '{"role":0}'],
  ["a body of bytes", { body: new TextEncoder().encode("bytes") }, "POST /v1/join", "bytes"],
  ["no body", {}, "POST /v1/join", ""],
  ["a method in small letters", { method: "get" }, "GET /v1/join", ""],
  ["a query", { url: "https://sign.example/a/b?c=d&e=%20f#g" }, "POST /a/b?c=d&e=%20f", ""],
  ["an address that was read already", { url: new URL("https://sign.example/?x") }, "POST /?x", ""],
  ["a time with fractions", { now: NOW + 0.999 }, "POST /v1/join", ""],
])("%s: the MAC as another program makes it", async (_, more, start, body) => {
  const sending = { key, method: "POST", url: "https://sign.example/v1/join", now: NOW, ...more };
  const [, timestamp, nonce, mac] = FORM.exec(await signRequest(sending)) ?? [];
  expect(timestamp).toBe(String(NOW));
  const hash = createHash("sha256").update(body).digest("hex");
  const text = ["v1", ...start.split(" "), hash, timestamp, nonce].join("\n");
  expect(mac).toBe(createHmac("sha256", key.secret).update(text).digest("base64url"));
});

test("by the machine's clock where no time is given, and never the same twice", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW * 1000 + 999 });
  try {
    const all = await Promise.all(
      [1, 2].map(() => signRequest({ key, method: "POST", url: "https://sign.example/" })),
    );
    expect(all.map((one) => FORM.exec(one)?.[1])).toEqual([String(NOW), String(NOW)]);
    expect(new Set(all.map((one) => FORM.exec(one)?.[2])).size).toBe(2);
  } finally {
    vi.useRealTimers();
  }
});

test("the key cannot be read from what signs", async () => {
  const { extractable, usages, algorithm } = await macKey(key.secret);
  expect([extractable, usages, algorithm]).toEqual([
    false,
    ["sign"],
    { name: "HMAC", hash: { name: "SHA-256" }, length: 43 * 8 },
  ]);
});

test.each(["a", "7", "a-b", "a--b", "portal-2", "a".repeat(32)])("%s is the id of a key", (id) => {
  expect(isRequestKeyId(id)).toBe(true);
  const made = createRequestKey(id);
  expect([made.id, made.secret]).toEqual([id, expect.stringMatching(/^[\w-]{43}$/)]);
  expect(createRequestKey(id).secret).not.toBe(made.secret);
});

test.each(["", "A", "a b", "a_b", "-a", "a-", "ä", "a\n", " a", "a".repeat(33), 7, undefined, null, ["a"]])(
  "%o is none",
  (id) => {
    expect(isRequestKeyId(id)).toBe(false);
    expect(() => createRequestKey(id as string)).toThrow(
      new TypeError("id has to be 1 to 32 lower-case letters, digits and dashes"),
    );
  },
);
