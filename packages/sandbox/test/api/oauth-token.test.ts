import { beforeEach, describe, expect, it } from "vitest";
import {
  ADA,
  type ApiWorld,
  apiWorld,
  basic,
  GENERAL_APP,
  refresh,
  SERVER_APP,
  START,
  token,
} from "./world.ts";

let world: ApiWorld;
beforeEach(async () => {
  world = await apiWorld();
});

const INVALID_GRANT = { status: 400, body: { reason: "Invalid Token!", error: "invalid_grant" } };
const S2S = { grant_type: "account_credentials", account_id: SERVER_APP.accountId };
const ada = { clientId: GENERAL_APP.clientId, userId: ADA.id };

describe("account_credentials", () => {
  it("gives a token for an hour, and no refresh token", async () => {
    expect(await token(world.url, S2S, basic(SERVER_APP))).toEqual({
      status: 200,
      body: {
        access_token: expect.stringMatching(/^sandbox-access-/),
        token_type: "bearer",
        expires_in: 3600,
        scope: SERVER_APP.scopes.join(" "),
      },
    });
  });

  const client = {
    status: 401,
    body: { reason: "Invalid client_id or client_secret", error: "invalid_client" },
  };
  const grant = { status: 400, body: { reason: "unsupported grant type", error: "unsupported_grant_type" } };
  it.each([
    { name: "no credentials", form: S2S, authorization: "", told: client },
    {
      name: "a wrong secret",
      form: S2S,
      authorization: basic({ ...SERVER_APP, clientSecret: "x" }),
      told: client,
    },
    { name: "a bearer", form: S2S, authorization: "Bearer abc", told: client },
    { name: "a General app", form: S2S, authorization: basic(GENERAL_APP), told: grant },
    { name: "no grant type", form: {}, authorization: basic(SERVER_APP), told: grant },
    {
      name: "another account",
      form: { ...S2S, account_id: "account-other" },
      authorization: basic(SERVER_APP),
      told: { status: 400, body: { reason: "Bad Request", error: "invalid_request" } },
    },
    {
      name: "a refresh token",
      form: { grant_type: "refresh_token", refresh_token: "sandbox-refresh-1" },
      authorization: basic(SERVER_APP),
      told: INVALID_GRANT,
    },
  ])("refuses $name", async ({ form, authorization, told }) => {
    expect(await token(world.url, form as Record<string, string>, authorization)).toEqual(told);
  });
});

describe("refresh_token", () => {
  it("gives a new refresh token and refuses the old one, which does no more", async () => {
    const first = world.sandbox.zoom.grant(ada);
    const second = await refresh(world.url, first.refreshToken);
    expect(second).toEqual({
      status: 200,
      body: {
        access_token: expect.stringMatching(/^sandbox-access-/),
        token_type: "bearer",
        expires_in: 3600,
        scope: GENERAL_APP.scopes.join(" "),
        refresh_token: world.sandbox.zoom.grantNow(ada)?.refreshToken,
      },
    });
    expect(second.body.refresh_token).not.toBe(first.refreshToken);
    expect(await refresh(world.url, first.refreshToken)).toEqual(INVALID_GRANT);
    expect((await refresh(world.url, second.body.refresh_token)).status).toBe(200);
    expect(world.sandbox.zoom.grantNow(ada)).toMatchObject({ generation: 2, live: true });
    expect(world.sandbox.zoom.calls("oauth/token/refresh_token")).toEqual({
      received: 3,
      spoiled: 0,
      done: 2,
      byStatus: { 200: 2, 400: 1 },
    });
  });

  it("ends the grant for a spent token, where told to", async () => {
    const strict = await apiWorld({ spentRefreshToken: "ends-the-grant" });
    const first = strict.sandbox.zoom.grant(ada);
    const second = await refresh(strict.url, first.refreshToken);
    expect(await refresh(strict.url, first.refreshToken)).toEqual(INVALID_GRANT);
    expect(await refresh(strict.url, second.body.refresh_token)).toEqual(INVALID_GRANT);
    expect(strict.sandbox.zoom.grantNow(ada)).toMatchObject({ generation: 1, live: false });
  });

  it("refuses what is of another app, expired or revoked", async () => {
    const { refreshToken } = world.sandbox.zoom.grant(ada);
    const form = { grant_type: "refresh_token", refresh_token: refreshToken };
    expect(await token(world.url, form, basic(SERVER_APP))).toEqual(INVALID_GRANT);
    world.clock.now = START + 90 * 86_400;
    expect(await refresh(world.url, refreshToken)).toEqual(INVALID_GRANT);
    world.clock.now = START;
    world.sandbox.zoom.deauthorize(ada);
    expect(await refresh(world.url, refreshToken)).toEqual(INVALID_GRANT);
  });

  it("lets one of many at the same time win", async () => {
    const { refreshToken } = world.sandbox.zoom.grant(ada);
    const told = await Promise.all(Array.from({ length: 20 }, () => refresh(world.url, refreshToken)));
    expect(told.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(400)]);
    expect(world.sandbox.zoom.grantNow(ada)?.generation).toBe(1);
  });
});
