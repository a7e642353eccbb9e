import { element } from "./dom.ts";
import { h } from "./tools/element.ts";

export type Tone = "good" | "bad" | "note";

/** The last word on a join, said aloud by screen readers; after a failure the whole report stands below it. */
export class Outcome {
  readonly #place = element("outcome", HTMLElement);
  readonly #report = element("report", HTMLElement);

  clear(): void {
    this.#place.className = "";
    this.#place.replaceChildren();
    this.#report.hidden = true;
    this.#report.replaceChildren();
  }

  say(tone: Tone, title: string, text: string, report: readonly HTMLElement[] = []): void {
    this.#place.className = tone;
    this.#place.replaceChildren(h("strong", {}, title), h("span", {}, text));
    this.#report.replaceChildren(...report);
    this.#report.hidden = report.length === 0;
    this.#place.scrollIntoView({ block: "nearest" });
  }
}
