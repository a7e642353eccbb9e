/** What an element may be given besides its children. */
export interface Attributes {
  readonly [name: string]: string;
}

/** Makes an element. Texts become text nodes and are never read as HTML. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** A field of a form: what a person can type or choose in. */
export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function field(id: string): Field {
  const found = document.getElementById(id);
  if (
    found instanceof HTMLInputElement ||
    found instanceof HTMLTextAreaElement ||
    found instanceof HTMLSelectElement
  ) {
    return found;
  }
  throw new TypeError(`the page has no field with the id ${id}`);
}

/** Calls back once for all that was typed within a frame. */
export function onInput(target: EventTarget, call: () => void): void {
  let waiting = false;
  target.addEventListener("input", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      call();
    });
  });
}
