import { type Document, type Segment, toSegments } from "@countersign/core/diagnose";
import { h } from "./element.ts";

export interface BlockOptions {
  /** Written by nobody knows whom: an address in it is text and leads nowhere. */
  readonly foreign?: boolean;
}

/** Puts a document of core's onto the page, each piece as the text of an element of its own. */
export function blocksOf(document: Document, { foreign = false }: BlockOptions = {}): HTMLElement[] {
  const made: HTMLElement[] = [];
  let list: HTMLUListElement | undefined;
  for (const block of document) {
    // The last one is the end of the block.
    const segments = toSegments([block]).slice(0, -1);
    const inline = inlineFor(segments, foreign);
    if (block.kind === "item") {
      if (!list) {
        list = h("ul", { class: "findings" });
        made.push(list);
      }
      list.append(h("li", {}, ...segments.map(inline)));
      continue;
    }
    list = undefined;
    const text = segments.map((segment) => segment.text).join("");
    if (block.kind === "title") made.push(h("h3", { class: `verdict ${block.tone}` }, text));
    else if (block.kind === "heading") made.push(h("h4", {}, ...spans(text)));
    else if (block.kind === "text") made.push(h("p", {}, ...segments.map(inline)));
    else if (block.kind === "listing") made.push(h("pre", {}, text));
    else made.push(h("div", { class: "pointed" }, ...pointed(segments)));
  }
  return made;
}

/** A rule is called by the command that explains it, and in the book by its name after this sentence's beginning. */
const EXPLAINED = /^countersign explain ([\w-]+)$/;
const NAME = /^([\w-]+)$/;
const NAMES_RULES = " looks into it with ";

function inlineFor(segments: readonly Segment[], foreign: boolean): (segment: Segment) => Node | string {
  const namesRules = segments[1]?.text === NAMES_RULES;
  return (segment) => {
    const { kind, text } = segment;
    if (kind !== "code") return foreign ? text : linked(text);
    const rule = (namesRules && segment !== segments[0] ? NAME : EXPLAINED).exec(text)?.[1];
    return rule === undefined ? h("code", {}, text) : h("a", { href: `#rule/${rule}` }, rule);
  };
}

const ADDRESS = /https:\/\/[^\s]+[^\s.,)]/;

/** Sources end in an address; it is shown as a link that says nothing of where it was clicked. */
function linked(text: string): Node | string {
  const found = ADDRESS.exec(text);
  if (!found) return text;
  const [address] = found;
  const link = h("a", { href: address, rel: "noreferrer noopener", target: "_blank" }, address);
  const after = text.slice(found.index + address.length);
  // The day on which it was read stays in one piece.
  return h("span", {}, text.slice(0, found.index), link, h("span", { class: "day" }, after));
}

/** Headings hold code as well, and are one segment. */
export function spans(text: string): (Node | string)[] {
  return text.split("`").map((piece, index) => (index % 2 === 1 ? h("code", {}, piece) : piece));
}

function pointed(segments: readonly Segment[]): HTMLElement[] {
  const textOf = (kind: Segment["kind"]): string => segments.find((one) => one.kind === kind)?.text ?? "";
  return [
    h("p", { class: "hint" }, ...spans(textOf("label"))),
    h("pre", {}, textOf("before"), h("mark", {}, textOf("piece") || "\u00a0"), textOf("after")),
  ];
}
