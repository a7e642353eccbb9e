import type { JsonObject } from "../../token/compact.ts";
import { fromUtf8 } from "../../token/platform.ts";
import type { Facts } from "../facts.ts";
import { attempt } from "../plain.ts";
import { decodeLoosely } from "./loose-base64.ts";

export type SegmentName = "header" | "payload" | "mac";

/** How one segment is written. */
export interface Encoded {
  readonly name: SegmentName;
  readonly length: number;
  /** The first character that no base64 alphabet has. */
  readonly bad?: { readonly character: string; readonly index: number };
  /** Holds `+` or `/`, of the standard alphabet. */
  readonly standardAlphabet: boolean;
  readonly padding: number;
  /** Absent where it cannot be decoded, however leniently. */
  readonly bytes?: Uint8Array;
}

/** A segment read as a JSON object, or why that is not possible. */
export type JsonRead =
  | { readonly ok: true; readonly value: JsonObject; readonly text: string }
  | { readonly ok: false; readonly problem: "not-utf8" }
  | { readonly ok: false; readonly problem: "not-json" | "not-an-object"; readonly text: string };

export interface SegmentFacts {
  readonly encoded: {
    readonly header: Encoded;
    readonly payload: Encoded;
    /** Absent where the third segment is missing or hexadecimal. */
    readonly mac?: Encoded;
  };
  /** The third segment as it stands, where there is one. */
  readonly macText: string;
  /** The same, empty where nothing was there. Absent where it was taken out before anybody looked. */
  readonly thirdPart: string;
  readonly headerRead: JsonRead;
  readonly payloadRead: JsonRead;
  readonly header: JsonObject;
  readonly payload: JsonObject;
}

export const HEX_MAC: RegExp = /^[0-9a-f]{64}$/i;

export function deriveEncoded({ segments }: Partial<Facts>): SegmentFacts["encoded"] | undefined {
  if (!segments) return undefined;
  const { header, payload, mac } = segments;
  return {
    header: encodedOf("header", header),
    payload: encodedOf("payload", payload),
    ...(mac !== "" && !HEX_MAC.test(mac) && { mac: encodedOf("mac", mac) }),
  };
}

export function deriveMacText({ segments }: Partial<Facts>): string | undefined {
  return segments?.mac || undefined;
}

export function deriveThirdPart({ segments, secretsRemoved }: Partial<Facts>): string | undefined {
  return segments?.mac === "" && secretsRemoved ? undefined : segments?.mac;
}

export function deriveHeaderRead({ encoded }: Partial<Facts>): JsonRead | undefined {
  return encoded?.header.bytes && readJson(encoded.header.bytes);
}

export function derivePayloadRead({ encoded }: Partial<Facts>): JsonRead | undefined {
  return encoded?.payload.bytes && readJson(encoded.payload.bytes);
}

export function deriveHeader({ headerRead }: Partial<Facts>): JsonObject | undefined {
  return headerRead?.ok ? headerRead.value : undefined;
}

export function derivePayload({ payloadRead }: Partial<Facts>): JsonObject | undefined {
  return payloadRead?.ok ? payloadRead.value : undefined;
}

function encodedOf(name: SegmentName, text: string): Encoded {
  const padding = /=*$/.exec(text)?.[0].length ?? 0;
  const index = text.slice(0, text.length - padding).search(/[^\w+/-]/);
  const bytes = decodeLoosely(text);
  return {
    name,
    length: text.length,
    standardAlphabet: /[+/]/.test(text),
    padding,
    ...(index >= 0 && { bad: { character: text.charAt(index), index } }),
    ...(bytes && { bytes }),
  };
}

function readJson(bytes: Uint8Array): JsonRead {
  const text = fromUtf8(bytes);
  if (text === undefined) return { ok: false, problem: "not-utf8" };
  const parsed = attempt((): { value: unknown } => ({ value: JSON.parse(text) }));
  if (!parsed) return { ok: false, problem: "not-json", text };
  const { value } = parsed;
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? { ok: true, value: value as JsonObject, text }
    : { ok: false, problem: "not-an-object", text };
}
