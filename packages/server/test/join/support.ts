import {
  type AppOptions,
  type AuditEntry,
  createApp,
  type LogRecord,
  memoryLimiter,
  type Permission,
  type Scope,
  session,
} from "@countersign/server";
import {
  type CompanionToken,
  type CompanionTokens,
  type MeetingHosts,
  ZoomUnavailable,
} from "../../src/companion/companion.ts";
import { CREDENTIALS, MEETING, NOW } from "../support.ts";

export const ZAK = "zak.Kq7Lw2Xv9Rt4Yb1Nc6Mz8Ps3";
export const OBF_TOKEN = "obf.Hj5Gd0Fs7Qa2Wl9Ek4Ty6Ui1";
export const ZOOM_USER = "ada@school.example";

export const HOSTS: MeetingHosts = {
  hostId: "u-1",
  hostEmail: ZOOM_USER,
  alternativeHosts: [],
  stale: false,
};

export interface Says {
  /** `undefined`: there is no such meeting in the account. */
  readonly meeting?: MeetingHosts | ZoomUnavailable | undefined;
  readonly zak?: string | ZoomUnavailable;
  readonly obfToken?: string | ZoomUnavailable;
}

export interface Zoom extends CompanionTokens {
  /** What was asked, in order. */
  readonly asked: unknown[];
}

/** The port's other side as a test wants it: Zoom says this. */
export function zoomThat(says: Says): Zoom {
  const asked: unknown[] = [];
  const answer = <One>(said: One | ZoomUnavailable, question: object): Promise<One> => {
    asked.push(question);
    return said instanceof ZoomUnavailable ? Promise.reject(said) : Promise.resolve(said as One);
  };
  const token = (said: string | ZoomUnavailable): CompanionToken | ZoomUnavailable =>
    said instanceof ZoomUnavailable ? said : { token: said, expiresAt: NOW + 600 };
  return {
    asked,
    zak: (wanted) => answer(token(says.zak ?? ZAK), { zak: wanted }),
    obfToken: (wanted) => answer(token(says.obfToken ?? OBF_TOKEN), { obfToken: wanted }),
    meeting: (wanted) => answer(says.meeting, { meeting: wanted }),
  };
}

export const SCOPES_OF_ALL: readonly Scope[] = ["host:mint", "join:mint", "obf:read", "zak:read"];

export interface World extends Pick<AppOptions, "hostCheck" | "limits" | "log" | "meetingsOf"> {
  readonly scopes?: readonly Scope[];
  /** Beside the meeting and the highest role. */
  readonly permission?: Partial<Permission> | undefined;
  readonly zoom?: Zoom | undefined;
  /** Takes a row, or throws. */
  readonly append?: (row: AuditEntry) => Promise<void>;
}

export interface Joined {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what an answer is, is what the tests are about
  readonly json: any;
}

/** A server for which alice has a session, and what it wrote down. */
export function serverWith(world: World = {}) {
  const { scopes = SCOPES_OF_ALL, permission = {}, zoom, append, log, ...rest } = world;
  const rows: AuditEntry[] = [];
  const records: LogRecord[] = [];
  const app = createApp({
    credentials: CREDENTIALS,
    access: {
      authenticate: session({ authenticate: () => ({ subject: "alice" }), scopes }),
      policy: (_, wish) =>
        wish.kind === "web" && (wish.meetingNumber === MEETING || wish.resource === "lesson 7")
          ? { kind: "web", meetingNumber: MEETING, maxRole: 1, ...permission }
          : "no",
    },
    state: {
      limiter: memoryLimiter(),
      audit: { append: append ?? (async (row) => void rows.push(row)) },
    },
    companion: zoom,
    log: (record) => {
      records.push(record);
      log?.(record);
    },
    now: () => NOW,
    ...rest,
  });
  const join = async (body: object | string, headers: Record<string, string> = {}): Promise<Joined> => {
    const response = await app(
      new Request("https://sign.school.example/v1/join", {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    );
    return { status: response.status, headers: response.headers, json: await response.json() };
  };
  return { app, join, rows, records };
}

export function codesOf({ json }: Joined): readonly string[] {
  return json.errors.map(({ code }: { code: string }) => code);
}
