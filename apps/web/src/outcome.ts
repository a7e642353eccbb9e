import { element, make } from "./dom.ts";

/** The last word on a join, said aloud by screen readers. */
export class Outcome {
  readonly #place = element("outcome", HTMLElement);

  clear(): void {
    this.#place.className = "";
    this.#place.replaceChildren();
  }

  say(kind: "good" | "bad" | "note", title: string, text: string): void {
    this.#place.className = kind;
    this.#place.replaceChildren(make("strong", "", title), make("span", "", text));
    this.#place.scrollIntoView({ block: "nearest" });
  }
}
