import { createSandbox, type StartedSandbox, startSandbox, type ZoomControl } from "@countersign/sandbox";
import type { Canaries } from "./canaries.ts";

export const SDK_KEY = "kQ3vT8mZ1xWc5Lr7";
export const ACCOUNT_ID = "own-account";
export const ACCOUNT_CLIENT = "aC2nP8sX4vLq6Tz0";
/** Of the app's own account, hosted by Ada; and one of another account's. */
export const OWN_MEETING = "87270695528";
export const OTHER_MEETING = "81234567890";
export const ADA = "ada-of-own";

export interface RecordedZoom {
  readonly url: string;
  readonly zoom: ZoomControl;
  /** Every token that Zoom gave out, by what it is: what nobody else may find anywhere. */
  readonly given: ReadonlyMap<string, ReadonlySet<string>>;
  /** What the server asked: addresses, which proxies and Zoom may log, and all headers but the credential. */
  readonly asked: readonly string[];
  readonly close: StartedSandbox["close"];
}

const TOKENS = ["access_token", "refresh_token", "token"];

/** The stand-in for Zoom, over HTTP; what it gives out is remembered as it goes over the wire. */
export async function startZoom(canaries: Canaries, redirectUri: string): Promise<RecordedZoom> {
  const asked: string[] = [];
  const given = new Map<string, Set<string>>();
  const remember = (what: string, value: unknown): void => {
    if (typeof value !== "string") return;
    given.set(what, (given.get(what) ?? new Set()).add(value));
  };
  const sandbox = createSandbox({
    apps: [{ sdkKey: SDK_KEY, sdkSecret: canaries.sdkSecret }],
    meetings: [
      { meetingNumber: OWN_MEETING, hostId: ADA, passcode: canaries.passcode },
      { meetingNumber: OTHER_MEETING, account: "other" },
    ],
    api: {
      apps: [
        {
          clientId: SDK_KEY,
          clientSecret: canaries.sdkSecret,
          kind: "general",
          accountId: ACCOUNT_ID,
          scopes: ["user:read:user", "user:read:token", "user:read:zak"],
          redirectUris: [redirectUri],
        },
        {
          clientId: ACCOUNT_CLIENT,
          clientSecret: canaries.accountSecret,
          kind: "server-to-server",
          accountId: ACCOUNT_ID,
          scopes: ["user:read:user:admin", "user:read:token:admin", "meeting:read:meeting:admin"],
        },
      ],
      users: [{ id: ADA, email: "ada@own.example", accountId: ACCOUNT_ID }],
    },
  });
  const started = await startSandbox({
    port: 0,
    sandbox: {
      ...sandbox,
      async fetch(request, host) {
        const { pathname, searchParams } = new URL(request.url);
        const kind = searchParams.get("type") ?? "";
        // There the user's browser comes, with the state.
        if (pathname !== "/oauth/authorize") {
          const headers = [...request.headers].filter(([name]) => name !== "authorization");
          asked.push(`${request.method} ${request.url} ${JSON.stringify(headers)}`);
        }
        const response = await sandbox.fetch(request, host);
        if (response.headers.get("content-type")?.includes("json")) {
          const body: unknown = await response
            .clone()
            .json()
            .catch(() => undefined);
          for (const name of TOKENS) {
            remember(
              `${name} ${kind}`.trim(),
              (body as Readonly<Record<string, unknown>> | undefined)?.[name],
            );
          }
        }
        const code = new URL(response.headers.get("location") ?? "http://none").searchParams.get("code");
        remember("authorization code", code);
        return response;
      },
    },
  });
  return { url: started.url, zoom: sandbox.zoom, given, asked, close: started.close };
}
