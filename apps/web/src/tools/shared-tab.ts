import { element } from "../dom.ts";
import { blocksOf } from "./blocks.ts";
import { h } from "./element.ts";
import { when } from "./moments.ts";
import { readLink } from "./report-link.ts";
import { say } from "./say.ts";

/** Shows the report of a link as what it is: somebody's words. */
export function startShared(): { readonly open: (hash: string) => Promise<void> } {
  const place = element("shared-report", HTMLElement);
  let wanted = "";

  const open = async (hash: string): Promise<void> => {
    wanted = hash;
    const read = await readLink(hash);
    // Another link may have been followed in the meantime.
    if (wanted !== hash) return;
    if (typeof read === "string") {
      place.replaceChildren(
        h("h3", { class: "verdict plain" }, "There is no report in this link"),
        h("p", {}, read),
      );
    } else {
      const [title, ...rest] = blocksOf(read.blocks, { foreign: true });
      const made = h("p", { class: "hint" }, `Says that it was made on ${when(read.now)}.`);
      place.replaceChildren(title ?? "", made, ...rest);
    }
    say(`A report from a link. ${place.querySelector(".verdict")?.textContent ?? ""}`);
  };
  return { open };
}
