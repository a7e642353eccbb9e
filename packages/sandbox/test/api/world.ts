import { afterAll } from "vitest";
import {
  type ApiOptions,
  createSandbox,
  type OAuthApp,
  type Sandbox,
  type SandboxEvent,
  type SandboxMeeting,
  type SandboxUser,
  startSandbox,
} from "../../src/index.ts";

export const START = 1_795_500_000;

export const SERVER_APP: OAuthApp = {
  clientId: "server_App_Id_0001",
  clientSecret: "server_App_Secret_0001_abcdefghij",
  kind: "server-to-server",
  accountId: "account-own",
  scopes: [
    "user:read:token:admin",
    "user:read:zak:admin",
    "user:read:user:admin",
    "meeting:read:meeting:admin",
  ],
};

export const GENERAL_APP: OAuthApp = {
  clientId: "general_App_Id_001",
  clientSecret: "general_App_Secret_01_abcdefghij",
  kind: "general",
  accountId: "account-own",
  scopes: ["user:read:token", "user:read:zak", "user:read:user", "meeting:read:meeting"],
  redirectUris: ["https://app.example/oauth/callback"],
};

export const ADA: SandboxUser = { id: "user-ada", email: "ada@own.example", accountId: "account-own" };
export const BOB: SandboxUser = { id: "user-bob", email: "bob@own.example", accountId: "account-own" };
export const EVE: SandboxUser = { id: "user-eve", email: "eve@other.example", accountId: "account-other" };

export interface ApiWorld {
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly events: SandboxEvent[];
  /** The clock, moved by the test. */
  readonly clock: { now: number };
}

export async function apiWorld(
  more: Partial<ApiOptions> = {},
  meetings: readonly SandboxMeeting[] = [],
): Promise<ApiWorld> {
  const clock = { now: START };
  const events: SandboxEvent[] = [];
  const sandbox = createSandbox({
    apps: [],
    meetings,
    now: () => clock.now,
    log: (event) => events.push(event),
    api: { apps: [SERVER_APP, GENERAL_APP], users: [ADA, BOB, EVE], ...more },
  });
  const started = await startSandbox({ sandbox, port: 0 });
  afterAll(() => started.close());
  return { url: started.url, sandbox, events, clock };
}

export function basic({ clientId, clientSecret }: OAuthApp): string {
  return `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
}

export interface Told {
  readonly status: number;
  readonly body: { readonly [name: string]: unknown };
}

export async function token(
  url: string,
  form: Record<string, string>,
  authorization: string = basic(GENERAL_APP),
): Promise<Told> {
  const response = await fetch(`${url}/oauth/token`, {
    method: "POST",
    headers: { authorization },
    body: new URLSearchParams(form),
  });
  return { status: response.status, body: (await response.json()) as Told["body"] };
}

export function refresh(url: string, refreshToken: unknown): Promise<Told> {
  return token(url, { grant_type: "refresh_token", refresh_token: String(refreshToken) });
}
