/** The tools: everything on this page is done in the tab it is open in, and nothing leaves it. */
import { element } from "../dom.ts";
import { startCompare } from "./compare-tab.ts";
import { startDiagnose } from "./diagnose-tab.ts";
import { startErrors } from "./errors-tab.ts";
import { startGenerate } from "./generate-tab.ts";
import { isReportLink } from "./report-link.ts";
import { startShared } from "./shared-tab.ts";

const TABS = ["diagnose", "generate", "compare", "errors"] as const;
type Tab = (typeof TABS)[number];

const diagnose = startDiagnose();
const errors = startErrors((example) => {
  location.hash = "diagnose";
  diagnose.show(example, true);
});
const generate = startGenerate();
const compare = startCompare();
const shared = startShared();

/**
 * An address chooses a tab or an entry, or holds a report that was made to be shown. No token is read from it, nor
 * written to it.
 */
function follow(): void {
  const { hash } = location;
  if (isReportLink(hash)) {
    show("shared");
    shared.open(hash);
    return;
  }
  const link = /^#((?:error|rule)\/[\w-]{1,64})$/.exec(hash)?.[1];
  const tab = link === undefined ? TABS.find((name) => `#${name}` === hash) : "errors";
  if (tab) show(tab);
  if (tab === "errors") errors.open(link ?? "");
}

function show(wanted: Tab | "shared"): void {
  for (const name of [...TABS, "shared"]) element(name, HTMLElement).hidden = name !== wanted;
  for (const link of document.querySelectorAll("nav a[data-tab]")) {
    if (link.getAttribute("data-tab") === wanted) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

window.addEventListener("hashchange", follow);
window.addEventListener("pagehide", () => {
  diagnose.wipe();
  generate.wipe();
  compare.wipe();
});
// Where there is script only: what scrolls has to be reachable by key, and so does what the skip link leads to.
element("code", HTMLElement).tabIndex = 0;
element("main", HTMLElement).tabIndex = -1;
follow();
