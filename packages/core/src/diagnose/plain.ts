/** A copy of anything as data: no getters, no cycles, no prototypes, bounded in depth and size. */
export type Plain = string | number | boolean | null | undefined | readonly Plain[] | PlainObject;
export interface PlainObject {
  readonly [name: string]: Plain;
}

const DEPTH_MAX = 8;
const VALUES_MAX = 5000;

/** Copies a value so that reading the copy cannot run anybody's code. Never throws. */
export function plain(value: unknown): Plain {
  let left = VALUES_MAX;

  function copy(from: unknown, depth: number): Plain {
    switch (typeof from) {
      case "string":
      case "number":
      case "boolean":
      case "undefined":
        return from;
      case "bigint":
        return String(from);
      case "function":
        return "(function)";
      case "symbol":
        return "(symbol)";
    }
    if (typeof from !== "object" || from === null) return null;
    if (isThenable(from)) return "(promise)";
    const text = textObject(from);
    if (text !== undefined) return text;
    if (depth >= DEPTH_MAX) return undefined;
    const isList = Array.isArray(from);
    const entries: [string, Plain][] = [];
    for (const name of Object.keys(from)) {
      if (left-- <= 0) break;
      entries.push([name, attempt(() => copy((from as Record<string, unknown>)[name], depth + 1))]);
    }
    return isList ? entries.map(([, member]) => member) : Object.fromEntries(entries);
  }

  return attempt(() => copy(value, 0));
}

export function isPlainObject(value: Plain): value is PlainObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isThenable(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return attempt(() => typeof (value as { then?: unknown }).then === "function") ?? false;
}

/** `new String("…")` is text in all but its type. */
function textObject(value: object): string | undefined {
  return attempt(() => (value instanceof String ? String.prototype.valueOf.call(value) : undefined));
}

export function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
