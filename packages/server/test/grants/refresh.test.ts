import { describe, expect, test } from "vitest";
import { ZoomUnavailable } from "../../src/companion/companion.ts";
import { createKeyRing } from "../../src/crypto/key-ring.ts";
import type { AccessTokens } from "../../src/grants/access-tokens.ts";
import type { GrantKey } from "../../src/grants/grant.ts";
import { memoryValues } from "../../src/state/memory/values.ts";
import { ACCOUNT, ADA, REFRESH, type World, world } from "./zoom.ts";

/** The error's code and how long to wait, or the generation of the token. */
async function got(tokens: AccessTokens, key: GrantKey = ADA, rejected?: number): Promise<unknown> {
  try {
    return (await tokens.get(key, rejected)).generation;
  } catch (error) {
    if (!ZoomUnavailable.is(error)) throw error;
    return error.code;
  }
}

const events = ({ reports }: World): string[] =>
  reports.map(({ event, generation }) => `${event} ${generation}`);
const nowAtZoom = ({ sandbox }: World) => sandbox.zoom.grantNow({ clientId: ADA.app, userId: "ada" });

const ACTIVE = {
  generation: 1,
  state: "active",
  reason: undefined,
  previousRefreshToken: undefined,
  accessToken: expect.stringMatching(/^sandbox-access-/),
  tries: 0,
  accessLives: false,
  leased: false,
  mayTry: true,
};

describe("a refresh that goes well", () => {
  test("fifty callers at once: one request, one token, and the row holds what Zoom holds", async () => {
    const w = await world();
    const old = await w.consent();
    const tokens = w.tokens();
    const all = await Promise.all(Array.from({ length: 50 }, () => tokens.get(ADA)));
    expect(new Set(all.map(({ token }) => token)).size).toBe(1);
    expect(w.sandbox.zoom.calls(REFRESH)).toEqual({ received: 1, spoiled: 0, done: 1, byStatus: { 200: 1 } });
    expect(await w.row()).toEqual({
      ...ACTIVE,
      generation: 2,
      refreshToken: nowAtZoom(w)?.refreshToken,
      previousRefreshToken: old,
      accessToken: all[0]?.token,
      accessLives: true,
    });
    expect(events(w)).toEqual(["grant-refreshed 2"]);
  });

  test("three processes with twenty callers each: one request", async () => {
    const w = await world();
    await w.consent();
    const processes = [w.tokens(), w.tokens(), w.tokens()];
    const all = await Promise.all(Array.from({ length: 60 }, (_, n) => processes[n % 3]?.get(ADA)));
    expect(new Set(all.map((one) => one?.token)).size).toBe(1);
    expect(w.sandbox.zoom.calls(REFRESH).received).toBe(1);
  });

  test("a token that lives is used, and Zoom is not asked", async () => {
    const w = await world();
    await w.consent(60_000);
    expect([await got(w.tokens()), w.sandbox.zoom.calls(REFRESH).received]).toEqual([1, 0]);
  });

  test("an hour's token is used for 55 to 59 minutes, not everywhere the same", async () => {
    const w = await world();
    const lives: number[] = [];
    for (let n = 1; n <= 12; n++) {
      await w.consent();
      await w.tokens().get(ADA);
      const grant = await w.store.read(ADA);
      lives.push(Math.round((grant?.accessLeft ?? 0) / 60_000));
      w.sql("DELETE FROM countersign_grants");
    }
    expect(lives.every((minutes) => minutes >= 55 && minutes <= 59)).toBe(true);
    expect(new Set(lives).size).toBeGreaterThan(1);
  });

  test("a token that Zoom refuses before its time is refreshed once, whoever finds out", async () => {
    const w = await world();
    await w.consent(60_000);
    const tokens = w.tokens({ cache: memoryValues() });
    expect(await got(tokens)).toBe(1);
    expect(await Promise.all(Array.from({ length: 20 }, () => got(tokens, ADA, 1)))).toEqual(
      Array(20).fill(2),
    );
    expect([await got(tokens), w.sandbox.zoom.calls(REFRESH).received]).toEqual([2, 1]);
  });

  test("an account gets its first token without anybody's consent, and the next one without a refresh token", async () => {
    const w = await world();
    const tokens = w.tokens();
    expect(await Promise.all(Array.from({ length: 20 }, () => got(tokens, ACCOUNT)))).toEqual(
      Array(20).fill(1),
    );
    expect(await got(tokens, ACCOUNT, 1)).toBe(2);
    expect(w.sandbox.zoom.calls("oauth/token").received).toBe(2);
    expect(await w.row(ACCOUNT)).toEqual({
      ...ACTIVE,
      generation: 2,
      refreshToken: undefined,
      accessLives: true,
    });
  });

  test("nobody has consented: nothing is asked and no row is made", async () => {
    const w = await world();
    expect(await got(w.tokens())).toBe("zoom-grant-missing");
    expect([await w.row(), w.sandbox.zoom.calls("oauth/token").received]).toEqual([undefined, 0]);
  });
});

describe("the state of a grant after each failure of Zoom", () => {
  const UNCERTAIN = { ...ACTIVE, state: "uncertain", tries: 1, leased: true, mayTry: false };
  const RELEASED = { ...ACTIVE, mayTry: false };
  const NEEDS = { ...ACTIVE, state: "needs-reauthorization", reason: "invalid-grant", tries: 1 };
  const saved = { ...ACTIVE, generation: 2, accessLives: true };
  const spoiled = { ...saved, accessToken: undefined, accessLives: false, mayTry: false };
  const noAnswer = (problem: string) => ({ ...UNCERTAIN, reason: `Zoom gave no answer (${problem})` });
  const http = (status: number) => ({ ...UNCERTAIN, reason: `Zoom answered HTTP ${status}` });
  const NOT_JSON = { ...UNCERTAIN, reason: "Zoom answered something that is not JSON" };
  const UNUSABLE = { ...UNCERTAIN, reason: "Zoom's answer holds no usable token" };

  test.each<
    [
      what: string,
      failure: Parameters<World["sandbox"]["zoom"]["fail"]>[1],
      got: unknown,
      row: object,
      holds: "new" | "old",
    ]
  >([
    ["500 before", { kind: "status", status: 500 }, "zoom-unavailable", http(500), "old"],
    ["500 after", { kind: "status", status: 500, done: true }, "zoom-unavailable", http(500), "old"],
    ["503", { kind: "status", status: 503 }, "zoom-unavailable", http(503), "old"],
    ["a timeout before", { kind: "silent" }, "zoom-unavailable", noAnswer("timed-out"), "old"],
    ["a timeout after", { kind: "silent", done: true }, "zoom-unavailable", noAnswer("timed-out"), "old"],
    ["a reset before", { kind: "reset" }, "zoom-unavailable", noAnswer("connection-ended"), "old"],
    ["a reset after", { kind: "reset", done: true }, "zoom-unavailable", noAnswer("connection-ended"), "old"],
    ["cut off", { kind: "cut-off" }, "zoom-unavailable", noAnswer("connection-ended"), "old"],
    ["half of the JSON", { kind: "truncated" }, "zoom-unavailable", NOT_JSON, "old"],
    ["a page", { kind: "html" }, "zoom-unavailable", NOT_JSON, "old"],
    ["a page after", { kind: "html", done: true }, "zoom-unavailable", NOT_JSON, "old"],
    ["garbage", { kind: "garbage", done: true }, "zoom-unavailable", noAnswer("not-text"), "old"],
    ["a list", { kind: "wrong-form", done: true }, "zoom-unavailable", NOT_JSON, "old"],
    ["other types", { kind: "wrong-types" }, "zoom-unavailable", UNUSABLE, "old"],
    ["each member twice", { kind: "duplicate-keys" }, "zoom-unavailable", spoiled, "new"],
    ["50 MB", { kind: "huge", done: true }, "zoom-unavailable", noAnswer("body-too-large"), "old"],
    [
      "a gzip bomb",
      { kind: "gzip-bomb", done: true },
      "zoom-unavailable",
      noAnswer("body-compressed"),
      "old",
    ],
    ["a redirect", { kind: "redirect" }, "zoom-unavailable", http(302), "old"],
    ["expires_in: -1", { kind: "member", name: "expires_in", raw: "-1" }, "zoom-unavailable", spoiled, "new"],
    [
      "expires_in: NaN",
      { kind: "member", name: "expires_in", raw: "NaN" },
      "zoom-unavailable",
      spoiled,
      "new",
    ],
    ["expires_in: 1e12", { kind: "member", name: "expires_in", raw: "1e12" }, 2, saved, "new"],
    ["no access token", { kind: "without", name: "access_token" }, "zoom-unavailable", spoiled, "new"],
    ["no refresh token", { kind: "without", name: "refresh_token" }, 2, saved, "old"],
    ["slow", { kind: "slow", milliseconds: 100 }, 2, saved, "new"],
    [
      "invalid_grant",
      { kind: "oauth-error", error: "invalid_grant" },
      "zoom-grant-needs-reauthorization",
      NEEDS,
      "old",
    ],
    [
      "invalid_client",
      { kind: "oauth-error", error: "invalid_client", status: 401 },
      "zoom-credentials-refused",
      RELEASED,
      "old",
    ],
    ["another refusal", { kind: "oauth-error", error: "invalid_request" }, "zoom-refused", RELEASED, "old"],
    [
      "429",
      { kind: "rate-limited", retryAfter: "seconds", seconds: 9 },
      "zoom-rate-limited",
      RELEASED,
      "old",
    ],
  ])("%s", async (_what, failure, result, row, holds) => {
    const w = await world(failure.kind === "silent" ? 300 : 5000);
    const old = await w.consent();
    w.sandbox.zoom.fail(REFRESH, { ...failure, times: 1 });
    const tokens = w.tokens();
    expect(await got(tokens)).toEqual(result);
    const generation = (row as { readonly generation: number }).generation;
    expect(await w.row()).toEqual({
      ...row,
      refreshToken: holds === "new" ? nowAtZoom(w)?.refreshToken : old,
      previousRefreshToken: generation === 2 ? old : undefined,
    });
    expect(w.sandbox.zoom.calls(REFRESH).received).toBe(1);
    // Asked again at once, nothing is asked of Zoom, and nothing of the row is gone.
    const before = await w.row();
    await got(tokens);
    expect(await w.row()).toEqual(before);
    expect(w.sandbox.zoom.calls(REFRESH).received).toBe(1);
    expect(w.sql("SELECT count(*) AS n FROM countersign_grants")).toEqual([{ n: 1 }]);
  });

  test("what was salvaged goes on with the next refresh", async () => {
    const w = await world();
    await w.consent();
    w.sandbox.zoom.fail(REFRESH, { kind: "member", name: "expires_in", raw: "-1", times: 1 });
    const tokens = w.tokens();
    expect(await got(tokens)).toBe("zoom-unavailable");
    w.later();
    expect(await got(tokens)).toBe(3);
  });

  test("uncertain, and Zoom had done nothing: the one later try brings the grant back", async () => {
    const w = await world();
    const old = await w.consent();
    w.sandbox.zoom.fail(REFRESH, { kind: "reset", times: 1 });
    const tokens = w.tokens();
    expect([await got(tokens), await got(tokens)]).toEqual(["zoom-unavailable", "zoom-unavailable"]);
    w.later();
    expect(await got(tokens)).toBe(2);
    expect(await w.row()).toEqual({
      ...saved,
      refreshToken: nowAtZoom(w)?.refreshToken,
      previousRefreshToken: old,
    });
    expect(events(w)).toEqual(["grant-uncertain 1", "grant-refreshed 2"]);
  });

  test("uncertain, and Zoom had rotated: the later try finds out, and the ciphertext stays", async () => {
    const w = await world();
    const old = await w.consent();
    w.sandbox.zoom.fail(REFRESH, { kind: "reset", done: true, times: 1 });
    const tokens = w.tokens();
    await got(tokens);
    w.later();
    expect(await got(tokens)).toBe("zoom-grant-needs-reauthorization");
    expect(await w.row()).toEqual({ ...NEEDS, refreshToken: old, tries: 2 });
    await Promise.all(Array.from({ length: 20 }, () => got(tokens)));
    expect(w.sandbox.zoom.calls(REFRESH).received).toBe(2);
    expect(events(w)).toEqual(["grant-uncertain 1", "grant-needs-reauthorization 1"]);
  });

  test("uncertain twice: no third try, and the ciphertext stays", async () => {
    const w = await world();
    const old = await w.consent();
    w.sandbox.zoom.fail(REFRESH, { kind: "status", status: 502 });
    const tokens = w.tokens();
    await got(tokens);
    w.later();
    expect(await got(tokens)).toBe("zoom-unavailable");
    expect(await w.row()).toEqual({
      ...NEEDS,
      reason: "twice: Zoom answered HTTP 502",
      refreshToken: old,
      tries: 2,
    });
    w.later();
    expect(await got(tokens)).toBe("zoom-grant-needs-reauthorization");
    expect(w.sandbox.zoom.calls(REFRESH).received).toBe(2);
    // Zoom was down, an operator knows: what was kept is good again.
    w.sandbox.zoom.heal();
    expect([await w.store.tryAgain(ADA), await got(tokens)]).toEqual([true, 2]);
  });

  test("an account is not the worse for two failures", async () => {
    const w = await world();
    w.sandbox.zoom.fail("oauth/token", { kind: "status", status: 502, times: 3 });
    const tokens = w.tokens();
    for (let n = 0; n < 3; n++) {
      expect(await got(tokens, ACCOUNT)).toBe("zoom-unavailable");
      w.later();
    }
    expect(await got(tokens, ACCOUNT)).toBe(1);
  });

  test("nobody's token or secret is in what is reported", async () => {
    const w = await world();
    await w.consent();
    await w.tokens().get(ADA);
    expect(w.reports).toEqual([
      {
        event: "grant-refreshed",
        tenant: "default",
        app: ADA.app,
        grant: expect.stringMatching(/^[\w-]{16}$/),
        generation: 2,
        reason: undefined,
      },
    ]);
  });
});

describe("somebody else was there", () => {
  test("invalid_grant, but the generation is higher by now: the token of the other is used", async () => {
    const w = await world();
    await w.consent();
    const other = w.tokens();
    const tokens = w.tokens({
      async refresh(key, refreshToken) {
        // The lease ran out while this one was held up, and another process refreshed.
        w.sql("UPDATE countersign_grants SET lease_until = 0");
        await other.get(ADA);
        return w.refresh(key, refreshToken);
      },
    });
    expect(await got(tokens)).toBe(2);
    expect(w.sandbox.zoom.calls(REFRESH).byStatus).toEqual({ 200: 1, 400: 1 });
    expect(await w.row()).toMatchObject({
      generation: 2,
      state: "active",
      refreshToken: nowAtZoom(w)?.refreshToken,
    });
    expect(events(w)).toEqual(["grant-refreshed 2"]);
  });

  test("a stale lease saves nothing", async () => {
    const w = await world();
    const old = await w.consent();
    const tokens = w.tokens({
      times: { wait: 100 },
      async refresh(key, refreshToken) {
        const refreshed = await w.refresh(key, refreshToken);
        w.sql("UPDATE countersign_grants SET lease_until = 0");
        await w.store.lease(ADA, 1, "another", 30_000);
        return refreshed;
      },
    });
    expect(await got(tokens)).toBe("zoom-unavailable");
    await tokens.settled();
    expect(await w.row()).toEqual({
      ...ACTIVE,
      state: "uncertain",
      refreshToken: old,
      tries: 2,
      leased: true,
    });
    expect((await w.store.read(ADA))?.leaseOwner).toBe("another");
    expect(events(w)).toEqual(["grant-save-refused 2"]);
  });

  test("a new authorization meanwhile is not overwritten", async () => {
    const w = await world();
    await w.consent();
    const tokens = w.tokens({
      async refresh(key, refreshToken) {
        const refreshed = await w.refresh(key, refreshToken);
        await w.store.authorize(ADA, 1, { refreshToken: "r", accessToken: undefined, accessLife: 0 });
        await w.store.revoke(ADA, "app_deauthorized");
        return refreshed;
      },
    });
    expect(await got(tokens)).toBe("zoom-grant-missing");
    expect(await w.row()).toMatchObject({
      generation: 3,
      state: "revoked",
      refreshToken: undefined,
      accessToken: undefined,
    });
  });

  test("who holds the lease does not come back in time: the others give up, and ask nobody", async () => {
    const w = await world();
    const old = await w.consent();
    await w.store.lease(ADA, 1, "another", 30_000);
    expect(await got(w.tokens({ times: { wait: 60 } }))).toBe("zoom-unavailable");
    expect(w.sandbox.zoom.calls(REFRESH).received).toBe(0);
    expect(await w.row()).toEqual({ ...ACTIVE, refreshToken: old, tries: 1, leased: true });
  });

  test("a process that was stopped between lease and request asks nobody, and takes nothing from the later try", async () => {
    const w = await world();
    const old = await w.consent();
    let asked = 0;
    // No lease is ever young enough.
    const tokens = w.tokens({
      times: { lease: 1000, deadline: 1001, wait: 60 },
      refresh: (key, token) => {
        asked += 1;
        return w.refresh(key, token);
      },
    });
    expect(await got(tokens)).toBe("zoom-unavailable");
    await tokens.settled();
    expect(asked).toBe(0);
    expect(await w.row()).toEqual({ ...ACTIVE, refreshToken: old });
  });
});

describe("the store", () => {
  test("is down during the save: the token waits for it and is saved", async () => {
    const w = await world();
    const old = await w.consent();
    const tokens = w.tokens({
      async refresh(key, refreshToken) {
        const refreshed = await w.refresh(key, refreshToken);
        w.sql("ALTER TABLE countersign_grants RENAME TO away");
        return refreshed;
      },
      report(report) {
        w.reports.push(report);
        if (report.event === "grant-save-delayed") w.sql("ALTER TABLE away RENAME TO countersign_grants");
      },
    });
    expect(await got(tokens)).toBe(2);
    expect(await w.row()).toEqual({
      ...ACTIVE,
      generation: 2,
      refreshToken: nowAtZoom(w)?.refreshToken,
      previousRefreshToken: old,
      accessLives: true,
    });
    expect(events(w)).toEqual(["grant-save-delayed 1", "grant-refreshed 2"]);
  });

  test("is down before: Zoom is not asked", async () => {
    const w = await world();
    await w.consent();
    w.sql("ALTER TABLE countersign_grants RENAME TO away");
    await expect(w.tokens().get(ADA)).rejects.toThrow("the grants store does not answer");
    expect(w.sandbox.zoom.calls(REFRESH).received).toBe(0);
  });

  test("a row sealed with a key that is gone is not asked about, and not changed", async () => {
    const w = await world();
    const old = await w.consent();
    const keys = await createKeyRing([new Uint8Array(32).map((_, at) => at + 2)]);
    expect(await got(w.tokens({ keys }))).toBe("zoom-grant-unreadable");
    expect([w.sandbox.zoom.calls(REFRESH).received, await w.row()]).toEqual([
      0,
      { ...ACTIVE, refreshToken: old },
    ]);
  });

  test("what is given out is durable before: whoever reads the file finds it", async () => {
    const w = await world();
    await w.consent();
    const { token, generation } = await w.tokens().get(ADA);
    expect(await w.row()).toMatchObject({ accessToken: token, generation });
  });

  test("a token whose life is no number is not kept as one, and nobody goes round in circles", async () => {
    const w = await world();
    const old = await w.consent();
    for (const life of [Number.NaN, 0, -1, Number.POSITIVE_INFINITY]) {
      let asked = 0;
      const tokens = w.tokens({
        refresh: async () => {
          asked += 1;
          return { kind: "tokens", tokens: { accessToken: "a", refreshToken: old, life } };
        },
      });
      expect([await got(tokens), asked]).toEqual(["zoom-unavailable", 1]);
      w.later();
    }
  });
});
