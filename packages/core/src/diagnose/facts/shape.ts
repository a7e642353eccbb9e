import { fromUtf8 } from "../../token/platform.ts";
import type { Facts } from "../facts.ts";
import { decodeLoosely } from "./loose-base64.ts";

/** What the text is, seen from outside. Exactly one of these, so exactly one rule names a wrong one. */
export type Shape =
  | { readonly is: "empty" }
  | { readonly is: "word"; readonly word: string }
  | { readonly is: "the-secret" | "the-key" }
  | { readonly is: "companion"; readonly name: string }
  | { readonly is: "legacy"; readonly fields: LegacyFields }
  | { readonly is: "three-segments" | "two-segments" }
  | { readonly is: "many-segments"; readonly count: number }
  | { readonly is: "mac-only"; readonly encoding: "base64url" | "base64" | "hex" }
  | { readonly is: "one-segment" }
  | { readonly is: "credential-like"; readonly length: number }
  | { readonly is: "other" };

/** The fields of the format that Zoom retired: `base64(key.mn.ts.role.hash)`. */
export interface LegacyFields {
  readonly key: string;
  readonly mn: string;
  readonly ts: string;
  readonly role: string;
}

export interface ShapeFacts {
  readonly shape: Shape;
  /** The texts between the dots; `mac` is empty where the third is missing. */
  readonly segments: { readonly header: string; readonly payload: string; readonly mac: string };
}

type Recogniser = (token: string, facts: Partial<Facts>) => Shape | undefined;

const COMPANIONS = ["zak", "obfToken", "tk", "zoomAccessToken", "onBehalfToken"];

/** Base64 of text that begins with `{"`, `{ ` or `{` and a line break, as header or as payload. */
const BEGINS_AS_JSON = /^(?:[^\s.]+\.)?e[wy][^\s.]*\./;

/** First match wins: what is sure stands before what is a guess. */
const RECOGNISERS: readonly Recogniser[] = [
  (token) => (token === "" ? { is: "empty" } : undefined),
  (token) =>
    /^(?:undefined|null|none|nil|nan|true|false|\[object \w{1,20}\])$/i.test(token)
      ? { is: "word", word: token }
      : undefined,
  (token, { sdkSecret }) => (token === sdkSecret ? { is: "the-secret" } : undefined),
  (token, { sdkKey }) => (token === sdkKey ? { is: "the-key" } : undefined),
  (token, { joinCall }) => {
    const name = joinCall && COMPANIONS.find((companion) => joinCall[companion] === token);
    return name ? { is: "companion", name } : undefined;
  },
  (token) => {
    const fields = legacyFields(token);
    return fields && { is: "legacy", fields };
  },
  (token) => {
    const dots = token.split(".").length - 1;
    if (dots === 0) return undefined;
    if (!BEGINS_AS_JSON.test(token)) return { is: "other" };
    if (dots === 1) return { is: "two-segments" };
    if (dots === 2) return { is: "three-segments" };
    return { is: "many-segments", count: dots + 1 };
  },
  (token) => (/^[0-9a-f]{64}$/i.test(token) ? { is: "mac-only", encoding: "hex" } : undefined),
  (token) => {
    if (!/^(?:[\w-]{43}|[\w+/-]{43}=)$/.test(token)) return undefined;
    return { is: "mac-only", encoding: /[+/=]/.test(token) ? "base64" : "base64url" };
  },
  (token) => (/^eyJ[\w+/=-]+$/.test(token) ? { is: "one-segment" } : undefined),
  (token) => (/^[\w-]{20,40}$/.test(token) ? { is: "credential-like", length: token.length } : undefined),
];

export function deriveShape(facts: Partial<Facts>): Shape | undefined {
  const token = facts.form?.token;
  if (token === undefined) return undefined;
  for (const recognise of RECOGNISERS) {
    const shape = recognise(token, facts);
    if (shape) return shape;
  }
  return { is: "other" };
}

export function deriveSegments({ form, shape }: Partial<Facts>): ShapeFacts["segments"] | undefined {
  if (!form || (shape?.is !== "three-segments" && shape?.is !== "two-segments")) return undefined;
  const [header = "", payload = "", mac = ""] = form.token.split(".");
  return { header, payload, mac };
}

/** Reads the retired format: base64 of five fields with dots between them. */
export function legacyFields(token: string): LegacyFields | undefined {
  if (!/^[\w+/-]{40,}={0,2}$/.test(token)) return undefined;
  const bytes = decodeLoosely(token);
  const text = bytes && fromUtf8(bytes);
  const seen = text && /^([^.]+)\.([^.]*)\.(\d{9,16})\.([^.]{0,9})\.[\w+/=-]+$/.exec(text);
  if (!seen) return undefined;
  const [, key = "", mn = "", ts = "", role = ""] = seen;
  return { key, mn, ts, role };
}
