import { type Document, toMarkdown } from "@countersign/core/diagnose";
import { copyButton } from "./copy.ts";
import { h } from "./element.ts";
import { linkOf } from "./report-link.ts";

export interface Shareable {
  /** `report`, `comparison`: what it is called. */
  readonly name: string;
  /** Seconds since 1970: what the times were compared with. */
  readonly now: number;
  /** Made when it is asked for, with nothing in it that should not be posted. */
  readonly forLink: () => Document;
  readonly forMarkdown: () => Document;
}

/** Under a report: two ways to show it to somebody else. */
export function shareBar({ name, now, forLink, forMarkdown }: Shareable): HTMLElement {
  const link = async (): Promise<string> =>
    address() + (await linkOf({ schema: 1, now: Math.floor(now), blocks: forLink() }));
  return h(
    "div",
    { class: "share" },
    h("h4", {}, `Show this ${name} to somebody`),
    h(
      "div",
      { class: "fixes" },
      copyButton(`Copy a link to this ${name}`, link),
      copyButton("Copy as Markdown", () => toMarkdown(forMarkdown())),
    ),
    h(
      "p",
      { class: "hint" },
      `Both leave out the signature, the secret, the key and the meeting number. ${HOW()}`,
    ),
  );
}

const HOW = (): string =>
  isFile()
    ? "This page is a file, so its path is left out: what is copied begins at #, to be added to the address of any copy of this page."
    : "All of it stands in the part of the link after #, which browsers send to no server.";

/** Where the page is, but for a file: its path names the machine's user, and opens nothing elsewhere. */
function address(): string {
  return isFile() ? "" : location.origin + location.pathname;
}

function isFile(): boolean {
  return location.protocol === "file:";
}
