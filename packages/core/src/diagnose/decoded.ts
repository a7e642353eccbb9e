import type { JsonObject } from "../token/compact.ts";
import type { Facts } from "./facts.ts";
import type { Decoded } from "./report.ts";
import { masked } from "./words.ts";

const VALUES_MAX = 40;
const SHORT = 16;
const LOOKS_PRIVATE = /secret|passw|token$|stk|key$|^jti$|cookie/i;

/** The token's two readable parts, fit to be stored and shown: keys and long texts are cut. */
export function decodedOf({ kind, header, payload, clock }: Partial<Facts>): Decoded {
  return {
    kind: kind ?? null,
    header: header ? safeObject(header) : null,
    payload: payload ? safeObject(payload) : null,
    now: clock?.now ?? 0,
    zoomNow: clock?.zoomNow ?? 0,
  };
}

function safeObject(object: JsonObject): JsonObject {
  const entries = Object.entries(object).slice(0, VALUES_MAX);
  return Object.fromEntries(entries.map(([name, value]) => [cutName(name), safe(name, value)]));
}

function safe(name: string, value: unknown): unknown {
  if (typeof value === "string") {
    return value.length > SHORT || (LOOKS_PRIVATE.test(name) && value !== "") ? masked(value) : value;
  }
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : value;
}

function cutName(name: string): string {
  return name.length > SHORT * 2 ? masked(name) : name;
}
