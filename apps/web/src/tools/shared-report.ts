import type { Block, Document } from "@countersign/core/diagnose";

/** A report as it travels in a link: what is to be shown, and nothing of what it was made from. */
export interface SharedReport {
  readonly schema: 1;
  /** Seconds since 1970: what the times were compared with. */
  readonly now: number;
  readonly blocks: Document;
}

const BLOCKS_MAX = 200;
const TEXT_MAX = 8192;

/**
 * Takes a report from somebody else for one only if it is exactly what this page makes: each member there, of its
 * kind and size, and no other. Anything may stand in a link.
 */
export function asSharedReport(value: unknown): SharedReport | undefined {
  if (!has(value, ["schema", "now", "blocks"])) return undefined;
  const { schema, now, blocks } = value;
  if (schema !== 1 || !isSeconds(now) || !Array.isArray(blocks)) return undefined;
  if (blocks.length === 0 || blocks.length > BLOCKS_MAX) return undefined;
  const made = blocks.map((block, index) => blockOf(block, index === 0));
  return made.every((block) => block !== undefined) ? { schema, now, blocks: made } : undefined;
}

/** A report begins with its title, and has no second. */
function blockOf(block: unknown, first: boolean): Block | undefined {
  const { kind } = (typeof block === "object" && block !== null ? block : {}) as { readonly kind?: unknown };
  if ((kind === "title") !== first) return undefined;
  switch (kind) {
    case "title":
      if (!has(block, ["kind", "text", "tone"]) || !isText(block.text)) return undefined;
      return isTone(block.tone) ? { kind, text: block.text, tone: block.tone } : undefined;
    case "heading":
    case "text":
    case "item":
      return has(block, ["kind", "text"]) && isText(block.text) ? { kind, text: block.text } : undefined;
    case "pointed": {
      if (!has(block, ["kind", "label", "before", "piece", "after"])) return undefined;
      const { label, before, piece, after } = block;
      if (!isText(label) || !isText(before) || !isText(piece) || !isText(after)) return undefined;
      return { kind, label, before, piece, after };
    }
    default:
      return undefined;
  }
}

/** An object with just these members. */
function has<Name extends string>(
  value: unknown,
  names: readonly Name[],
): value is { readonly [N in Name]: unknown } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const own = Object.keys(value);
  return own.length === names.length && names.every((name) => own.includes(name));
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= TEXT_MAX;
}

function isTone(value: unknown): value is "bad" | "doubtful" | "good" | "plain" {
  return value === "bad" || value === "doubtful" || value === "good" || value === "plain";
}

/** Up to the year 9999. */
function isSeconds(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) < 253_402_300_800;
}
