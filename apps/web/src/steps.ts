import { element, make } from "./dom.ts";

export interface Step {
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
    const item = document.createElement("li");
    const state = make("span", "state", "…");
    const time = make("time", "", "");
    const detail = make("span", "detail", "");
    detail.hidden = true;
    item.append(state, make("span", "label", label), time, detail);
    this.#list.append(item);
    const end = (className: string, word: string, text = ""): void => {
      item.className = className;
      state.textContent = word;
      time.textContent = `${((performance.now() - began) / 1000).toFixed(2)} s`;
      detail.textContent = text;
      detail.hidden = text === "";
    };
    return {
      done: (text) => end("done", "done", text),
      failed: (text) => end("failed", "failed", text),
    };
  }
}
