import { type Node, numberOf, textOf } from "./node.ts";
import type { Signing } from "./signing.ts";
import { isSeconds, timeOf } from "./time.ts";

export interface Lifetime {
  readonly node: Node;
  /** The claim or option that sets it. */
  readonly name: string;
  /** From `iat`. */
  readonly seconds: number;
}

/** The lifetimes a signing gives, as far as the text says both ends of them. */
export function lifetimesOf({ module, claim, lifetime }: Signing): readonly Lifetime[] {
  const iat = timeOf(claim("iat"), module);
  const found: Lifetime[] = [];
  if (lifetime) {
    const seconds = optionInSeconds(lifetime.option, module.scopes.resolve(lifetime.node));
    // jsonwebtoken counts from `iat`, jose from now: with an `iat` of one's own the two differ.
    const counts = claim("iat") === undefined || lifetime.option === "expiresIn";
    if (seconds !== undefined && counts) found.push({ node: lifetime.node, name: lifetime.option, seconds });
  }
  if (iat?.offset === undefined || !isSeconds(iat)) return found;
  for (const name of ["exp", "tokenExp"]) {
    const node = claim(name);
    const time = timeOf(node, module);
    if (!node || time?.offset === undefined || !isSeconds(time)) continue;
    found.push({ node, name, seconds: Math.round(time.offset - iat.offset) });
  }
  return found;
}

const UNITS: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_557_600,
};
const DURATION =
  /^\+? ?(\d{1,9}(?:\.\d{1,3})?) ?(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|y|yrs?|years?)(?: from now)?$/i;

/** A number is seconds to jsonwebtoken and a time to jose; a text has a unit, and one without is left alone. */
function optionInSeconds(option: string, node: Node | undefined): number | undefined {
  const number = numberOf(node);
  if (number !== undefined) return option === "expiresIn" ? number : undefined;
  const [, amount, unit = ""] = DURATION.exec(textOf(node) ?? "") ?? [];
  const size = UNITS[unit.charAt(0).toLowerCase()];
  return amount === undefined || size === undefined ? undefined : Number(amount) * size;
}
