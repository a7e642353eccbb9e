import { createHmac } from "node:crypto";
import { afterAll } from "vitest";
import {
  createSandbox,
  type Sandbox,
  type SandboxApp,
  type SandboxEvent,
  type SandboxMeeting,
  type StartedSandbox,
  startSandbox,
} from "../src/index.ts";

export const NOW = 1_795_500_000;

export const APP: SandboxApp = { sdkKey: "abcdEFGH1234", sdkSecret: "9f86d081884c7d659a2feaa0c55ad015" };
export const DISABLED: SandboxApp = {
  sdkKey: "switchedOff1",
  sdkSecret: "a3bf4f1b2b0b822cd15d6c15b0f00a08",
  enabled: false,
};

export const OPEN = "87270695528";
export const LOCKED = "87270695529";
export const WAITING = "87270695530";
export const FOREIGN = "87270695531";
export const NOT_STARTED = "87270695532";
export const REGISTERED = "87270695533";

export const SIGNED_IN = "87270695534";

export const MEETINGS: readonly SandboxMeeting[] = [
  { meetingNumber: OPEN, topic: "Open" },
  { meetingNumber: LOCKED, passcode: "314159", zaks: ["a-zak"] },
  { meetingNumber: WAITING, waitingRoom: true },
  { meetingNumber: FOREIGN, account: "other", zaks: ["zak-of-the-host"], obfTokens: ["obf-that-is-known"] },
  { meetingNumber: NOT_STARTED, started: false },
  { meetingNumber: REGISTERED, registrantTokens: ["token-of-a-registrant"] },
  { meetingNumber: SIGNED_IN, signInRequired: true, zaks: ["zak-of-a-user"] },
];

export interface Running {
  readonly sandbox: Sandbox;
  readonly started: StartedSandbox;
  readonly events: SandboxEvent[];
}

/** A stand-in on a real socket, its clock stopped. */
export async function running(): Promise<Running> {
  const events: SandboxEvent[] = [];
  const sandbox = createSandbox({
    apps: [APP, DISABLED],
    meetings: MEETINGS,
    now: () => NOW,
    log: (event) => events.push(event),
  });
  const started = await startSandbox({ sandbox, port: 0 });
  afterAll(() => started.close());
  return { sandbox, started, events };
}

export interface Claims {
  readonly [claim: string]: unknown;
}

export const CLAIMS: Claims = {
  appKey: APP.sdkKey,
  sdkKey: APP.sdkKey,
  mn: OPEN,
  role: 0,
  iat: NOW - 30,
  exp: NOW + 7200,
  tokenExp: NOW + 7200,
};

/** Signs any claims, also those that our own signer refuses. `undefined` leaves a claim out. */
export function signed(claims: Claims = {}, secret: string = APP.sdkSecret): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const input = `${part({ alg: "HS256", typ: "JWT" })}.${part({ ...CLAIMS, ...claims })}`;
  return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
}

export type Fields = { readonly [field: string]: string };

export function fieldsOf(signature: string, more: Fields = {}): Fields {
  return {
    apiKey: APP.sdkKey,
    signatureType: "sdk",
    signature,
    meetingNumber: OPEN,
    userName: "Ada Lovelace",
    passWord: "",
    cv: "6.2.0",
    ...more,
  };
}

export interface Answer {
  readonly status: boolean;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly result: { readonly [name: string]: string } | null;
}

export async function post(url: string, fields: Fields): Promise<Answer> {
  const response = await fetch(`${url}/api/v1/wc/info`, {
    method: "POST",
    body: new URLSearchParams(fields),
  });
  return (await response.json()) as Answer;
}
