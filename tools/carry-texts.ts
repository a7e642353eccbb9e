/**
 * Takes the texts of core, and of what joins, out of a script and makes them data beside it: a browser reads data
 * faster than script, and a rule in the script is its check alone.
 */
import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";
import { type Edit, edited, type Literal, literalsOf, type Place, ruleIn } from "./typescript-literals.ts";

/** Shorter ones weigh as much as what would stand for them. */
const SHORTEST = 14;

/** What the page's data is called in what is carried out, and where that is defined. */
export const CARRIED = "carriedText";
const MODULE = "carried-texts";

/** What is left of a rule as data, besides its check. */
export interface CarriedRule {
  readonly id: string;
  readonly [member: string]: unknown;
}

/**
 * @param reader The module that gives `carriedText`: by a number, what was carried out.
 * @param rules What is left of a rule besides its check, by the rule's id.
 */
export function carryTexts(
  carried: unknown[],
  reader: string,
  rules: (id: string) => CarriedRule | undefined,
): Plugin {
  return {
    name: "carry-texts",
    setup({ onLoad, onResolve }) {
      onLoad(
        { filter: /packages\/(?:core\/src\/(?:diagnose|render|sign|verify)|join\/src)\/.+\.ts$/ },
        async ({ path }) => {
          const contents = carryOut(path, await readFile(path, "utf8"), carried, rules);
          return { contents: withReader(contents), loader: "ts" };
        },
      );
      onResolve({ filter: new RegExp(`^${MODULE}$`) }, () => ({ path: reader }));
    },
  };
}

/** The program with what can be data replaced by calls; what they give is added to `carried`. */
export function carryOut(
  path: string,
  source: string,
  carried: unknown[],
  rules: (id: string) => CarriedRule | undefined,
): string {
  const rule = ruleIn(path, source);
  const left = rule && rules(rule.id);
  const edits: Edit[] = [];
  if (rule && left) {
    const { start, end, check } = rule;
    edits.push({ start, end: check.start, text: `{ ...${callFor(left, carried)}), ` });
    edits.push({ start: check.end, end, text: " }" });
  }
  const isGone = (place: Place): boolean =>
    edits.some(({ start, end }) => place.start >= start && place.end <= end);
  const literals = literalsOf(path, source).filter(
    ({ pieces, places }) => pieces.join("").length >= SHORTEST && !places.some(isGone),
  );
  return edited(source, [...edits, ...literals.flatMap((literal) => editsFor(literal, carried))]);
}

/** The program with what gives it what was carried out. */
export function withReader(program: string): string {
  return `import { ${CARRIED} } from "${MODULE}";\n${program}`;
}

/** The beginning of a call. Pure: what only an example used is then left out of the script. */
export function callFor(value: unknown, carried: unknown[]): string {
  return `/* @__PURE__ */ ${CARRIED}(${carried.push(value) - 1}`;
}

/** A template becomes a call with what stands in its holes, which is left as it is. */
function editsFor({ pieces, places }: Literal, carried: unknown[]): Edit[] {
  const call = callFor(places.length === 1 ? pieces[0] : pieces, carried);
  return places.map((place, index) => {
    if (places.length === 1) return { ...place, text: `${call})` };
    return { ...place, text: index === 0 ? `${call}, (` : index === places.length - 1 ? "))" : "), (" };
  });
}
