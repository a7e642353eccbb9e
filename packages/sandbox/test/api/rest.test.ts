import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { SandboxMeeting } from "../../src/index.ts";
import {
  ADA,
  type ApiWorld,
  apiWorld,
  BOB,
  basic,
  EVE,
  GENERAL_APP,
  SERVER_APP,
  START,
  type Told,
  token,
} from "./world.ts";

const OWN = "87270695528";
const OTHER = "87270695531";
const MEETINGS: readonly SandboxMeeting[] = [
  { meetingNumber: OWN, hostId: ADA.id, alternativeHostIds: [BOB.id], passcode: "314159", topic: "Own" },
  { meetingNumber: OTHER, hostId: EVE.id, account: "other" },
];

let world: ApiWorld;
beforeEach(async () => {
  world = await apiWorld({}, MEETINGS);
});

async function get(path: string, accessToken: unknown): Promise<Told> {
  const response = await fetch(`${world.url}${path}`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  expect(response.headers.get("x-countersign-sandbox")).toBe("not Zoom");
  return { status: response.status, body: (await response.json()) as Told["body"] };
}

async function ofServer(): Promise<unknown> {
  const form = { grant_type: "account_credentials", account_id: SERVER_APP.accountId };
  return (await token(world.url, form, basic(SERVER_APP))).body.access_token;
}

const ofAda = (scopes?: readonly string[]): string =>
  world.sandbox.zoom.grant({ clientId: GENERAL_APP.clientId, userId: ADA.id, ...(scopes && { scopes }) })
    .accessToken;

describe("an access token", () => {
  it.each([
    ["made up", () => "made-up", 401, 124, "Invalid access token."],
    [
      "an hour old",
      () => {
        const made = ofAda();
        world.clock.now = START + 3600;
        return made;
      },
      401,
      124,
      "Access token is expired.",
    ],
    [
      "ended before its time",
      () => {
        const made = ofAda();
        world.sandbox.zoom.endAccessTokens();
        return made;
      },
      401,
      124,
      "Invalid access token.",
    ],
    [
      "without the scope",
      () => ofAda(["meeting:read:meeting"]),
      400,
      4711,
      "Invalid access token, does not contain scopes:[user:read:token, user:read:token:admin].",
    ],
  ])("that is %s is refused", async (_name, made, status, code, message) => {
    expect(await get("/v2/users/me/token?type=zak", made())).toEqual({ status, body: { code, message } });
  });
});

describe("users", () => {
  it("are seen by me with a user's token, and by id or address with a server's", async () => {
    const seen = { id: ADA.id, email: ADA.email, account_id: "account-own" };
    expect((await get("/v2/users/me", ofAda())).body).toMatchObject(seen);
    const server = await ofServer();
    for (const name of ["me", ADA.id, ADA.email]) {
      expect((await get(`/v2/users/${name}`, server)).body).toMatchObject(seen);
    }
  });

  it.each([
    ["by address with a user's own token", ADA.email, false],
    ["of another account", EVE.id, true],
  ])("are not found %s", async (_name, name, server) => {
    expect(await get(`/v2/users/${name}/token?type=zak`, server ? await ofServer() : ofAda())).toEqual({
      status: 404,
      body: { code: 1001, message: `User does not exist: ${name}.` },
    });
  });
});

describe("ZAK and OBF token", () => {
  it("are kept with user, meeting and time", async () => {
    const access = ofAda();
    await get("/v2/users/me/token?type=zak&ttl=600", access);
    await get("/v2/users/me/zak", access);
    await get(`/v2/users/me/token?type=onbehalf&meeting_id=${OTHER}`, access);
    const kept = world.sandbox.zoom.companions();
    expect(
      kept.map(({ kind, userId, meetingNumber, expiresAt }) => [
        kind,
        userId,
        meetingNumber,
        expiresAt - START,
      ]),
    ).toEqual([
      ["zak", ADA.id, undefined, 600],
      ["zak", ADA.id, undefined, 7200],
      ["onbehalf", ADA.id, OTHER, 7200],
    ]);
    expect(world.sandbox.zoom.calls("users/token").byStatus).toEqual({ 200: 2 });
    expect(world.sandbox.zoom.calls("users/token/zak").done).toBe(1);
  });

  it.each([
    ["type", "type=obf"],
    ["ttl", "type=zak&ttl=0"],
    ["ttl", "type=zak&ttl=31536001"],
    ["ttl", "type=zak&ttl=1.5"],
    ["meeting_id", "type=onbehalf&meeting_id=872+7069"],
  ])("are refused for %s: %s", async (field, query) => {
    expect(await get(`/v2/users/me/token?${query}`, ofAda())).toEqual({
      status: 400,
      body: { code: 300, message: "Validation Failed.", errors: [{ field, message: "Invalid field." }] },
    });
  });
});

describe("meetings", () => {
  it("of the own account tell host, alternative hosts and settings", async () => {
    const { status, body } = await get(`/v2/meetings/${OWN}`, await ofServer());
    expect([status, body.id, body.host_id, body.status, body.password, body.settings]).toEqual([
      200,
      87270695528,
      ADA.id,
      "started",
      "314159",
      {
        join_before_host: true,
        waiting_room: false,
        meeting_authentication: false,
        approval_type: 2,
        alternative_hosts: BOB.email,
        encryption_type: "enhanced_encryption",
      },
    ]);
  });

  it.each([OTHER, "99999999999", "x%00y"])(
    "that are another account's, or none, are not found: %s",
    async (number) => {
      const { status, body } = await get(`/v2/meetings/${number}`, await ofServer());
      expect([status, body.code]).toEqual([404, 3001]);
    },
  );
});

it("limits an account in each second of the clock", async () => {
  world = await apiWorld({ requestsPerSecond: 2 }, MEETINGS);
  const access = ofAda();
  const statuses = async (): Promise<number[]> => {
    const three = [
      await get("/v2/users/me", access),
      await get("/v2/users/me", access),
      await get("/v2/users/me", access),
    ];
    return three.map(({ status }) => status);
  };
  expect(await statuses()).toEqual([200, 200, 429]);
  world.clock.now += 1;
  expect(await statuses()).toEqual([200, 200, 429]);
});

describe("the consent", () => {
  const REDIRECT = GENERAL_APP.redirectUris?.[0] ?? "";
  const VERIFIER = "a-verifier-of-more-than-forty-three-characters-0123";
  const QUERY = {
    response_type: "code",
    client_id: GENERAL_APP.clientId,
    redirect_uri: REDIRECT,
    state: "the state",
    code_challenge: createHash("sha256").update(VERIFIER).digest("base64url"),
    code_challenge_method: "S256",
  };

  async function authorize(
    more: Record<string, string> = {},
  ): Promise<{ status: number; to: URL | undefined }> {
    const query = new URLSearchParams({ ...QUERY, ...more });
    const { status, headers } = await fetch(`${world.url}/oauth/authorize?${query}`, { redirect: "manual" });
    const location = headers.get("location");
    return { status, to: location === null ? undefined : new URL(location) };
  }

  const exchange = (code: string | null, more: Record<string, string> = {}): Promise<Told> =>
    token(world.url, {
      grant_type: "authorization_code",
      code: code ?? "",
      redirect_uri: REDIRECT,
      code_verifier: VERIFIER,
      ...more,
    });

  it("leads back with code and state, and the code serves once", async () => {
    const { status, to } = await authorize();
    expect([status, to?.origin, to?.pathname, to?.searchParams.get("state")]).toEqual([
      302,
      "https://app.example",
      "/oauth/callback",
      "the state",
    ]);
    const code = to?.searchParams.get("code") ?? "";
    const first = await exchange(code);
    expect([first.status, typeof first.body.refresh_token]).toEqual([200, "string"]);
    expect((await exchange(code)).body.error).toBe("invalid_grant");
    expect((await get("/v2/users/me", first.body.access_token)).body.id).toBe(ADA.id);
  });

  it.each<[string, Record<string, string>, number]>([
    ["another verifier", { code_verifier: "another" }, 0],
    ["another address", { redirect_uri: "https://app.example/oauth/callback/" }, 0],
    ["five minutes later", {}, 300],
  ])("gives no token for %s", async (_name, more, later) => {
    const { to } = await authorize();
    world.clock.now += later;
    expect((await exchange(to?.searchParams.get("code") ?? "", more)).body.error).toBe("invalid_grant");
  });

  it("leads nowhere but to a registered address, and says where a user refuses", async () => {
    expect(await authorize({ redirect_uri: "https://evil.example/" })).toEqual({
      status: 400,
      to: undefined,
    });
    world.sandbox.zoom.consentAs(undefined);
    expect((await authorize()).to?.searchParams.get("error")).toBe("access_denied");
  });

  it("ends by revoking, with every token of it", async () => {
    const granted = world.sandbox.zoom.grant({ clientId: GENERAL_APP.clientId, userId: ADA.id });
    const response = await fetch(`${world.url}/oauth/revoke`, {
      method: "POST",
      headers: { authorization: basic(GENERAL_APP) },
      body: new URLSearchParams({ token: granted.accessToken }),
    });
    expect(response.status).toBe(200);
    expect((await get("/v2/users/me", granted.accessToken)).status).toBe(401);
    const form = { grant_type: "refresh_token", refresh_token: granted.refreshToken };
    expect((await token(world.url, form)).body.error).toBe("invalid_grant");
  });
});
