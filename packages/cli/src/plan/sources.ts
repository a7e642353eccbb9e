import type { FactSource } from "@countersign/core/plan";

/** Numbers sources in the order in which they are first pointed at. */
export class Sources {
  readonly #numbers = new Map<string, { readonly number: number; readonly source: FactSource }>();

  /** ` [1] [2]`, to stand behind what is known from them; nothing where there are none. */
  marks(sources: readonly FactSource[]): string {
    return [...new Set(sources.map((source) => this.#numberOf(source)))]
      .map((number) => ` [${number}]`)
      .join("");
  }

  /** One line for each, in their order. */
  lines(): readonly string[] {
    return [...this.#numbers.values()].map(
      ({ number, source: { url, says, read } }) => `[${number}] ${says} ${url} (read ${read})`,
    );
  }

  #numberOf(source: FactSource): number {
    const key = `${source.url} ${source.says}`;
    const known = this.#numbers.get(key) ?? { number: this.#numbers.size + 1, source };
    this.#numbers.set(key, known);
    return known.number;
  }
}
