import { element } from "./dom.ts";
import { h } from "./tools/element.ts";

export interface Step {
  readonly note: (detail: string) => void;
  readonly done: (detail?: string) => void;
  readonly failed: (detail?: string) => void;
}

/** The list of what happened, each step with the seconds it took. */
export class Steps {
  readonly #list = element("steps", HTMLOListElement);
  readonly #section = element("progress", HTMLElement);

  clear(): void {
    this.#list.replaceChildren();
    this.#section.hidden = true;
  }

  start(label: string): Step {
    this.#section.hidden = false;
    const began = performance.now();
    const state = h("span", { class: "state" }, "now");
    const time = h("time");
    const detail = h("span", { class: "detail", hidden: "" });
    const item = h("li", { class: "now" }, state, h("span", { class: "label" }, label), time, detail);
    this.#list.append(item);
    const note = (text: string): void => {
      detail.textContent = text;
      detail.hidden = text === "";
    };
    const end = (word: "done" | "failed", text = detail.textContent ?? ""): void => {
      item.className = word;
      state.textContent = word;
      time.textContent ||= `${((performance.now() - began) / 1000).toFixed(2)} s`;
      note(text);
    };
    return { note, done: (text) => end("done", text), failed: (text) => end("failed", text) };
  }
}
