import { h } from "./element.ts";

/** A button that copies a text and says so, also to who does not see it. */
export function copyButton(label: string, text: () => string | Promise<string>): HTMLButtonElement {
  const button = h("button", { type: "button", class: "copy" }, label);
  const status = statusLine();
  let timer = 0;
  const tell = (words: string): void => {
    // Narrower words would move what stands beside it.
    button.style.minWidth = `${button.offsetWidth}px`;
    button.textContent = words;
    // The same words twice in a row are read twice only where there was nothing between.
    status.textContent = "";
    clearTimeout(timer);
    setTimeout(() => {
      status.textContent = words;
    }, 100);
    timer = window.setTimeout(() => {
      button.textContent = label;
      button.style.minWidth = "";
    }, 1500);
  };
  button.addEventListener("click", () => {
    copied(text).then((done) => tell(done ? "Copied" : "Could not copy"));
  });
  return button;
}

/** There before it is needed: a line that comes with its words is not always read out. */
function statusLine(): HTMLElement {
  const place = document.getElementById("copy-status");
  if (place) return place;
  const made = h("p", { id: "copy-status", class: "unseen", role: "status" });
  (document.querySelector("main") ?? document.body).append(made);
  return made;
}

async function copied(text: () => string | Promise<string>): Promise<boolean> {
  try {
    return await copy(await text());
  } catch {
    return false;
  }
}

/** On plain http there is no clipboard to write to; there the older way still works. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = h("textarea", { class: "unseen", readonly: "", "aria-hidden": "true" });
    area.value = text;
    const before = document.activeElement;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (before instanceof HTMLElement) before.focus();
    return done;
  }
}
