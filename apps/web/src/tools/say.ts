import { element } from "../dom.ts";

let timer = 0;

/** Tells a screen reader what changed, once it rests: not with every key. */
export function say(text: string): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    const place = element("said", HTMLElement);
    if (place.textContent !== text) place.textContent = text;
  }, 700);
}
