import { describe, expect, it } from "vitest";
import { createKeyRing, type SealContext } from "../../src/crypto/key-ring.ts";

const key = (filling: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: 32 }, (_, index) => index * 7 + filling);
const CONTEXT: SealContext = { tenant: "t", app: "a", user: "u", kind: "refresh", generation: 3 };
const TEXT = "a refresh token";

describe("a sealed token", () => {
  it("opens under what it was sealed for, and twice sealed is twice another text", async () => {
    const ring = await createKeyRing([key(1)]);
    const [one, two] = [await ring.seal(TEXT, CONTEXT), await ring.seal(TEXT, CONTEXT)];
    expect(await ring.open(one, CONTEXT)).toBe(TEXT);
    expect(one).not.toBe(two);
    expect(one).not.toContain(TEXT);
  });

  it.each<[string, Partial<SealContext>]>([
    ["another tenant", { tenant: "x" }],
    ["another app", { app: "x" }],
    ["another user", { user: "x" }],
    ["another kind", { kind: "access" }],
    ["another generation", { generation: 4 }],
    ["a border moved between two fields", { tenant: "ta", app: "" }],
  ])("does not open for %s", async (_, other) => {
    const ring = await createKeyRing([key(1)]);
    const sealed = await ring.seal(TEXT, CONTEXT);
    await expect(ring.open(sealed, { ...CONTEXT, ...other })).rejects.toThrow(/changed at rest/);
  });

  it("opens with an old key of the list, and is sealed with the first", async () => {
    const old = await createKeyRing([key(1)]);
    const rotated = await createKeyRing([key(2), key(1)]);
    expect(await rotated.open(await old.seal(TEXT, CONTEXT), CONTEXT)).toBe(TEXT);
    await expect(old.open(await rotated.seal(TEXT, CONTEXT), CONTEXT)).rejects.toThrow(/not in the list/);
  });

  it("does not open with any character of it changed", async () => {
    const ring = await createKeyRing([key(1)]);
    const sealed = await ring.seal(TEXT, CONTEXT);
    const opened: number[] = [];
    for (let at = 0; at < sealed.length - 1; at += 1) {
      const other = sealed[at] === "A" ? "B" : "A";
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
      const text = await ring.open(changed, CONTEXT).catch(() => undefined);
      if (text !== undefined) opened.push(at);
    }
    expect(opened).toEqual([]);
  });

  it.each([[[]], [[new Uint8Array(16)]], [[key(1), new Uint8Array(33)]], [[new Uint8Array(32)]]])(
    "refuses the keys %#",
    async (keys: Uint8Array<ArrayBuffer>[]) => {
      await expect(createKeyRing(keys)).rejects.toMatchObject({ name: "StartUpError" });
    },
  );
});
