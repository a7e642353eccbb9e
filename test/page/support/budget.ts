/** How much of a page travels, and what a browser loads for it. */
import { gzipSync } from "node:zlib";
import { expect } from "vitest";

/** Bytes as they travel. */
function weight(text: string): number {
  return gzipSync(text, { level: 9 }).length;
}

/** What a part of a page may weigh, in bytes; what it weighs is printed. */
export function expectWithin(
  budget: Readonly<Record<string, number>>,
  parts: Readonly<Record<string, string>>,
): void {
  const weights = Object.entries(parts).map(([name, text]) => [name, weight(text)] as const);
  console.log(weights.map(([name, bytes]) => `${name} ${bytes} of ${budget[name]}`).join(", "));
  expect(weights.filter(([name, bytes]) => !(bytes <= (budget[name] ?? 0)))).toEqual([]);
  expect(Object.keys(parts).sort()).toEqual(Object.keys(budget).sort());
}

/** Addresses that a browser goes to by itself when it reads the page; a link waits for a person. */
export function loaded(html: string): string[] {
  const byAttribute =
    /<(?!a\b)[\w-]+(?=\s)[^>]*?\s(?:src|srcset|href|data|poster|background|manifest|xlink:href)\s*=\s*["']?([^"'\s>]+)/gi;
  const byStyle = /@import\s+(?:url\()?\s*["']?([^"')\s;]+)|url\(\s*["']?([^"')\s]+)/gi;
  const found = [...html.matchAll(byAttribute), ...html.matchAll(byStyle)];
  const addresses = found.map(([, attribute, style]) => attribute ?? style ?? "");
  // A place in the page itself is there already.
  return addresses.filter((address) => !address.startsWith("#"));
}

/** An address of another host than the page's. */
export const OTHER_HOST: RegExp = /^(?:[a-z][\w+.-]*:)?\/\//i;
