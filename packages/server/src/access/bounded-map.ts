import { OldestFirst } from "../state/memory/oldest-first.ts";

/** A map that forgets what came first once it is full, so that nobody can fill the memory. */
export class BoundedMap<Value> extends OldestFirst<Value> {
  readonly #max: number;

  constructor(max: number) {
    super();
    this.#max = max;
  }

  override set(key: string, value: Value): this {
    if (this.size >= this.#max && !this.has(key)) {
      const oldest = this.oldest();
      if (oldest !== undefined) this.delete(oldest);
    }
    return super.set(key, value);
  }
}
