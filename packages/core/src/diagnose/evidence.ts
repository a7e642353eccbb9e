import { type Passed, readPassed } from "./facts/passed.ts";
import { isSeconds } from "./facts/seconds.ts";
import { isPlainObject, type Plain, type PlainObject, plain } from "./plain.ts";

/** What is known about a signature that was refused, all of it optional. The same JSON everywhere. */
export interface Evidence {
  /** What was passed to `join()`, whatever it was. A member that is there and `undefined` means just that. */
  readonly signature?: unknown;
  readonly credentials?: {
    /** The client id. */
    readonly sdkKey?: string;
    /** The client secret. */
    readonly sdkSecret?: string;
    /** More secrets to try, by a label of yours. */
    readonly others?: { readonly [label: string]: string };
  };
  readonly expected?: { readonly meetingNumber?: string | number; readonly role?: number };
  readonly client?: {
    readonly platform?: string;
    readonly view?: string;
    readonly sdkVersion?: string;
    readonly crossOriginIsolated?: boolean;
    /** The version of React that the SDK is bundled with, where that is not its own script build. */
    readonly reactVersion?: string;
    /** What the page's content security policy kept from loading, as `connect-src https://zoom.us/api/v1/wc/info`. */
    readonly blocked?: readonly string[];
    /** The host that `init` was told to ask instead of `zoom.us`. */
    readonly webEndpoint?: string;
  };
  /** The object given to `join()`. */
  readonly joinCall?: { readonly [name: string]: unknown };
  readonly error?: {
    readonly code?: string | number;
    readonly message?: string;
    readonly hungSeconds?: number;
  };
  /** Seconds since 1970. The system's clock unless given. */
  readonly now?: number;
  /** Seconds this machine's clock is ahead of Zoom's, when that was measured. */
  readonly clockOffset?: number;
  /** The Marketplace app manifest. */
  readonly app?: { readonly [name: string]: unknown };
  /** What `GET /v2/meetings/{id}` answered. */
  readonly meeting?: { readonly [name: string]: unknown };
  /** A signature that is accepted. */
  readonly works?: unknown;
  /**
   * Whoever hands this over took out what is secret: the signature's third part, secrets, passcodes, companion
   * tokens. That one of them is not there says nothing then, and none is asked for.
   */
  readonly secretsRemoved?: boolean;
}

export type Platform = "web" | "native";
export type View = "client" | "component";

export interface SdkVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly text: string;
}

/** The error as the user saw it: a code, a text, or neither because nothing came back. */
export interface SeenError {
  /** As text: native SDKs have names for some. */
  readonly code?: string;
  readonly message?: string;
  /** Seconds without any answer. */
  readonly hungSeconds?: number;
}

export interface Clock {
  /** Seconds since 1970 on this machine. */
  readonly now: number;
  /** The same instant on Zoom's clock; equal to `now` while no offset was measured. */
  readonly zoomNow: number;
  readonly measured: boolean;
}

/** Facts that stand in the evidence itself. */
export interface GivenFacts {
  readonly passed: Passed;
  readonly sdkKey: string;
  readonly sdkSecret: string;
  readonly otherSecrets: { readonly [label: string]: string };
  readonly expectedMeetingNumber: string;
  readonly expectedRole: number;
  readonly platform: Platform;
  readonly view: View;
  readonly sdkVersion: SdkVersion;
  readonly crossOriginIsolated: boolean;
  readonly reactVersion: SdkVersion;
  /** At least one. */
  readonly blocked: readonly string[];
  readonly webEndpoint: string;
  /** A plain copy: functions and promises are the texts `(function)` and `(promise)`. */
  readonly joinCall: PlainObject;
  readonly error: SeenError;
  readonly clock: Clock;
  readonly app: PlainObject;
  readonly meeting: PlainObject;
  readonly works: string;
  /** Only where it is so. */
  readonly secretsRemoved: true;
}

const NATIVE = ["native", "ios", "android", "macos", "windows", "linux", "electron", "react-native"];

/**
 * Reads evidence of any kind, also such as no type allows: a getter that throws, a cycle, a wrong type.
 * What cannot be read is not there.
 */
export function readEvidence(evidence: unknown): Partial<GivenFacts> & { readonly clock: Clock } {
  const passed = readPassed(evidence);
  const all = plain(evidence);
  const given = isPlainObject(all) ? all : {};
  const part = (name: string): PlainObject => objectOf(given[name]) ?? {};
  const credentials = part("credentials");
  const expected = part("expected");
  const client = part("client");
  const others = textsOf(part("credentials").others);
  return defined({
    passed,
    sdkKey: textOf(credentials.sdkKey),
    sdkSecret: textOf(credentials.sdkSecret),
    otherSecrets: others && Object.keys(others).length > 0 ? others : undefined,
    expectedMeetingNumber: numberText(expected.meetingNumber),
    expectedRole: numberOf(expected.role),
    platform: readPlatform(client.platform) ?? (readView(client.view) && "web"),
    view: readView(client.view),
    sdkVersion: readVersion(client.sdkVersion),
    crossOriginIsolated:
      typeof client.crossOriginIsolated === "boolean" ? client.crossOriginIsolated : undefined,
    reactVersion: readVersion(client.reactVersion),
    blocked: listOf(client.blocked),
    webEndpoint: textOf(client.webEndpoint),
    joinCall: objectOf(given.joinCall),
    error: readError(part("error")),
    clock: readClock(given.now, given.clockOffset),
    app: objectOf(given.app),
    meeting: objectOf(given.meeting),
    works: textOf(given.works),
    secretsRemoved: given.secretsRemoved === true || undefined,
  });
}

type Maybe<T> = { readonly [Name in keyof T]: T[Name] | undefined };

function defined(facts: Maybe<GivenFacts> & { clock: Clock }): Partial<GivenFacts> & { clock: Clock } {
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined),
  ) as Partial<GivenFacts> & { clock: Clock };
}

function readClock(now: Plain, offset: Plain): Clock {
  const here = isSeconds(now) ? now : Date.now() / 1000;
  const ahead = typeof offset === "number" && Number.isFinite(offset) ? offset : undefined;
  return { now: here, zoomNow: here - (ahead ?? 0), measured: ahead !== undefined };
}

function readPlatform(value: Plain): Platform | undefined {
  if (typeof value !== "string") return undefined;
  const name = value.trim().toLowerCase();
  if (name === "web") return "web";
  return NATIVE.includes(name) ? "native" : undefined;
}

function readView(value: Plain): View | undefined {
  if (typeof value !== "string") return undefined;
  const name = value.trim().toLowerCase();
  if (name.startsWith("client")) return "client";
  return name.startsWith("component") || name === "embedded" ? "component" : undefined;
}

function readVersion(value: Plain): SdkVersion | undefined {
  const seen = typeof value === "string" ? /(\d{1,4})\.(\d{1,5})(?:\.(\d{1,7}))?/.exec(value) : null;
  if (!seen) return undefined;
  const [text, major, minor, patch] = seen;
  return { major: Number(major), minor: Number(minor), patch: Number(patch ?? 0), text };
}

function readError(error: PlainObject): SeenError | undefined {
  const code = numberText(error.code);
  const message = textOf(error.message);
  const hungSeconds = numberOf(error.hungSeconds);
  if (code === undefined && message === undefined && hungSeconds === undefined) return undefined;
  return {
    ...(code !== undefined && { code }),
    ...(message !== undefined && { message }),
    ...(hungSeconds !== undefined && { hungSeconds }),
  };
}

function objectOf(value: Plain): PlainObject | undefined {
  return isPlainObject(value) ? value : undefined;
}

function textOf(value: Plain): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function listOf(value: Plain): readonly string[] | undefined {
  const texts = (Array.isArray(value) ? value : []).filter((one) => typeof one === "string");
  return texts.length > 0 ? texts : undefined;
}

function numberOf(value: Plain): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function numberText(value: Plain): string | undefined {
  return typeof value === "number" ? String(value) : textOf(value)?.trim() || undefined;
}

function textsOf(value: Plain): { [label: string]: string } | undefined {
  const object = objectOf(value);
  if (!object) return undefined;
  const texts = Object.entries(object).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(texts);
}
