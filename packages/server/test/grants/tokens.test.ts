import { afterEach, describe, expect, test, vi } from "vitest";
import type { GrantKey } from "../../src/grants/grant.ts";
import { openToken, sealTokens, type TokenKind } from "../../src/grants/tokens.ts";
import { ADA, KEYS, OWN } from "./fakes.ts";

const TOKENS = { refreshToken: "refresh", accessToken: "access", life: 3600 };
afterEach(() => void vi.restoreAllMocks());

describe("how long a token is used", () => {
  test.each<[life: number, random: number, kept: boolean, milliseconds: number]>([
    [3600, 0, true, 3_540_000],
    [3600, 1, true, 3_360_000],
    [3600, 0.5, true, 3_450_000],
    [600, 0, true, 540_000],
    [601, 0, true, 541_000],
    [599, 0, true, 539_100],
    [100, 1, true, 85_000],
    [1, 0, true, 900],
    [1.0005, 0, true, 900],
    [0.999, 0, false, 0],
    [0, 0, false, 0],
    [-1, 0, false, 0],
    [Number.NaN, 0, false, 0],
    [Number.POSITIVE_INFINITY, 0, false, 0],
  ])("%d s, and %d of what is left to chance", async (life, random, isKept, milliseconds) => {
    vi.spyOn(Math, "random").mockReturnValue(random);
    const sealed = await sealTokens(KEYS, ADA, 2, { ...TOKENS, life });
    expect(sealed.accessLife).toBe(milliseconds);
    expect(await openToken(KEYS, ADA, "access-token", 2, sealed.accessToken)).toBe(
      isKept ? "access" : undefined,
    );
    expect(await openToken(KEYS, ADA, "refresh-token", 2, sealed.refreshToken)).toBe("refresh");
  });
});

test("what there is not is not sealed", async () => {
  expect(
    await sealTokens(KEYS, OWN, 2, { refreshToken: undefined, accessToken: undefined, life: 3600 }),
  ).toEqual({
    refreshToken: undefined,
    accessToken: undefined,
    accessLife: 0,
  });
  expect(await openToken(KEYS, OWN, "access-token", 2, undefined)).toBeUndefined();
});

describe("a sealed token", () => {
  const UNREADABLE = {
    code: "zoom-grant-unreadable",
    message: "a stored token cannot be read: this token was changed at rest, or belongs to another row",
    retryAfter: undefined,
  };

  test("is bound to what it is", async () => {
    const { refreshToken = "", accessToken = "" } = await sealTokens(KEYS, ADA, 2, TOKENS);
    const { tenant, app, user } = ADA;
    const context = { tenant, app, user, generation: 2 };
    expect(await KEYS.open(refreshToken, { ...context, kind: "user/refresh-token" })).toBe("refresh");
    expect(await KEYS.open(accessToken, { ...context, kind: "user/access-token" })).toBe("access");
  });

  test.each<[string, Partial<GrantKey>, TokenKind, number]>([
    ["of another tenant", { tenant: "south" }, "refresh-token", 2],
    ["of another app", { app: "app-2" }, "refresh-token", 2],
    ["of another user", { user: "bob" }, "refresh-token", 2],
    ["of an account", { kind: "account" }, "refresh-token", 2],
    ["of another kind", {}, "access-token", 2],
    ["of the generation before", {}, "refresh-token", 1],
  ])("does not open as one %s", async (_, key, kind, generation) => {
    const { refreshToken } = await sealTokens(KEYS, ADA, 2, TOKENS);
    const opening = openToken(KEYS, { ...ADA, ...key }, kind, generation, refreshToken);
    await expect(opening).rejects.toMatchObject(UNREADABLE);
  });

  test("that is none says so; a mistake of ours is not taken for one", async () => {
    await expect(openToken(KEYS, ADA, "access-token", 2, "")).rejects.toMatchObject({
      code: "zoom-grant-unreadable",
      message: "a stored token cannot be read: this is not a sealed token, or one of a later version",
    });
    vi.spyOn(KEYS, "open").mockRejectedValue(new TypeError("oh"));
    await expect(openToken(KEYS, ADA, "access-token", 2, "v1.x")).rejects.toThrow(new TypeError("oh"));
  });
});
