import { type FactSource, JOIN_FACTS, type JoinFactId } from "../zoom/join-facts.ts";

export function sourcesOf(...ids: readonly JoinFactId[]): readonly FactSource[] {
  return ids.flatMap((id) => JOIN_FACTS[id].sources);
}

/** One fact as a sentence with its sources. */
export function told(id: JoinFactId): { readonly says: string; readonly sources: readonly FactSource[] } {
  const { says, sources } = JOIN_FACTS[id];
  return { says, sources };
}
