import { RULES } from "../diagnose/rules/index.ts";

/**
 * Each rule with its title. In a file of its own, for a page that shows reports and makes none is built with this
 * list as data, and without the rules.
 */
export const TITLES: readonly (readonly [rule: string, title: string])[] = RULES.map(({ id, title }) => [
  id,
  title,
]);

export function ruleTitle(rule: string): string {
  return TITLES.find(([id]) => id === rule)?.[1] ?? rule;
}
