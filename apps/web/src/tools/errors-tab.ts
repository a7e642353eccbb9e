import type { Document } from "@countersign/core/diagnose";
import { element } from "../dom.ts";
import { blocksOf } from "./blocks.ts";
import { book } from "./book.ts";
import { field, h, onInput } from "./element.ts";
import { say } from "./say.ts";

interface Entry {
  /** As in the address: `error/3712`, `rule/expired`. */
  readonly link: string;
  readonly code: string;
  readonly title: string;
  readonly page: Document;
  readonly words: string;
  readonly example?: string;
}

let entries: readonly Entry[] | undefined;

async function all(): Promise<readonly Entry[]> {
  const { errors, rules } = await book();
  entries ??= [
    ...errors.map(({ code, title, page }) => entryOf(`error/${code}`, String(code), title, page)),
    ...rules.map(({ id, title, page }) => ({
      ...entryOf(`rule/${id}`, id, title, page),
      example: `${id}#0`,
    })),
  ];
  return entries;
}

function entryOf(link: string, code: string, title: string, page: Document): Entry {
  const texts = page.map((block) => (block.kind === "pointed" ? block.piece : block.text));
  return { link, code, title, page, words: `${code} ${title} ${texts.join(" ")}`.toLowerCase() };
}

export function startErrors(tryExample: (example: string) => void): {
  readonly open: (link: string) => Promise<void>;
} {
  const list = element("entries", HTMLElement);
  const place = element("entry", HTMLElement);
  let current = "";

  const draw = async (): Promise<number> => {
    const entries = await all();
    const wanted = field("search").value.trim().toLowerCase().replace("\u2212", "-");
    const found = sorted(entries, wanted);
    list.replaceChildren(...found.map((entry) => row(entry, entry.link === current)));
    element("found", HTMLElement).textContent =
      wanted === "" ? `${found.length} entries: Zoom’s codes, then rules` : `${found.length} found`;
    return found.length;
  };
  const open = async (link: string): Promise<void> => {
    const entry = (await all()).find((one) => one.link === link);
    if (!entry) {
      place.replaceChildren(
        h("h3", { class: "verdict plain" }, link === "" ? "Choose an entry" : "There is no such entry"),
        h("p", {}, "Search by the code that you see, by its text, or by a word."),
      );
    } else {
      const { example } = entry;
      const button = h("button", { type: "button", class: "quiet" }, "Try its example");
      if (example !== undefined) button.addEventListener("click", () => tryExample(example));
      place.replaceChildren(...blocksOf(entry.page), ...(example === undefined ? [] : [button]));
      say(entry.title);
      // On a narrow screen the list fills the screen, and what was chosen is below it.
      if (place.getBoundingClientRect().top > innerHeight * 0.6) place.scrollIntoView();
    }
    current = link;
    // Made anew, the list would take the keyboard's place in it away.
    if (list.childElementCount === 0) await draw();
    for (const one of list.querySelectorAll("a")) {
      if (one.getAttribute("href") === `#${link}`) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
  };
  onInput(field("search"), async () => say(`${await draw()} found`));
  return { open };
}

/** The code itself first, then titles, then whatever else says the words. */
function sorted(entries: readonly Entry[], wanted: string): readonly Entry[] {
  if (wanted === "") return entries;
  const words = wanted.split(/\s+/);
  const rank = ({ code, title }: Entry): number =>
    code === wanted ? 0 : code.startsWith(wanted) ? 1 : title.toLowerCase().includes(wanted) ? 2 : 3;
  return entries
    .filter((entry) => words.every((word) => entry.words.includes(word)))
    .sort((a, b) => rank(a) - rank(b));
}

function row({ link, code, title }: Entry, current: boolean): HTMLElement {
  const attributes = { href: `#${link}`, ...(current && { "aria-current": "true" }) };
  return h("li", {}, h("a", attributes, h("code", {}, code), h("span", {}, title)));
}
