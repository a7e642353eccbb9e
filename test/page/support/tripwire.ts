/** What must not happen on a page, whatever text is put there. */
import type { BrowserContext, Page } from "playwright-core";

/** The elements that the tools make to show something, their attributes, and where their links may lead. */
const MADE: Made = {
  elements:
    "a b button code details div em figcaption figure h2 h3 h4 li mark ol optgroup option p pre section span strong summary table tbody td th thead time tr ul",
  attributes:
    "aria-current aria-hidden aria-label class hidden href label rel role scope style tabindex target type value",
  style: String.raw`^(?:(?:left|right): [\d.]+%;? ?)+$`,
  href: String.raw`^(?:#|/tools#|https://[\w.-]+\.(?:us|com|org|io)/)`,
};

interface Made {
  /** Names, parted by blanks. */
  readonly elements: string;
  readonly attributes: string;
  /** Regular expressions that the values of these match. */
  readonly style: string;
  readonly href: string;
}

export interface TripwireWindow {
  /** What went off since it was last asked. */
  readonly tripped: () => string[];
}

/** Runs in the browser before any script of the page, and uses nothing from around it. */
function arm(made: Made): void {
  const elements = new Set(made.elements.split(" "));
  const attributes = new Set(made.attributes.split(" "));
  const values = { style: new RegExp(made.style), href: new RegExp(made.href) };
  const seen: string[] = [];

  for (const name of ["alert", "confirm", "prompt", "print", "open"] as const) {
    Object.defineProperty(window, name, { value: () => seen.push(`script ran: ${name}`) });
  }
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    seen.push(`policy: ${violatedDirective} stopped ${blockedURI}`);
  });

  const lookAt = ({ name, value }: Attr): void => {
    if (!attributes.has(name)) seen.push(`attribute: ${name}`);
    else if (name in values && !values[name as keyof typeof values].test(value))
      seen.push(`attribute: ${name} of another kind`);
  };
  const look = (one: Element): void => {
    if (!elements.has(one.localName)) seen.push(`element: ${one.localName}`);
    for (const attribute of one.attributes) lookAt(attribute);
  };
  const follow = (changes: readonly MutationRecord[]): void => {
    for (const { target, addedNodes, attributeName } of changes) {
      const changed = target instanceof Element && attributeName && target.getAttributeNode(attributeName);
      if (changed && /^(?:on|style|href|src|srcdoc|action|id|name)/.test(changed.name)) lookAt(changed);
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        look(node);
        for (const inner of node.querySelectorAll("*")) look(inner);
      }
    }
  };
  const observer = new MutationObserver(follow);
  // What the page itself is made of is nobody's text.
  addEventListener("load", () => {
    observer.observe(document, { subtree: true, childList: true, attributes: true });
  });

  const before = new Set(Object.getOwnPropertyNames(Object.prototype));
  const tripped = (): string[] => {
    follow(observer.takeRecords());
    for (const name of Object.getOwnPropertyNames(Object.prototype)) {
      if (!before.has(name)) seen.push(`prototype: ${name}`);
    }
    return seen.splice(0);
  };
  Object.assign(window, { tripped } satisfies TripwireWindow);
}

export interface Watched {
  readonly page: Page;
  /** What went off outside of the page: dialogs, requests, navigations, windows, errors, the console. */
  readonly outside: string[];
}

/** What a page makes besides what the tools make. */
export interface More {
  readonly elements?: string;
  readonly attributes?: string;
}

/** Opens a page with the tripwire in it. What it asks its own origin for until it is loaded is its own. */
export async function openWatched(context: BrowserContext, url: string, more: More = {}): Promise<Watched> {
  const outside: string[] = [];
  const elements = `${MADE.elements} ${more.elements ?? ""}`;
  const attributes = `${MADE.attributes} ${more.attributes ?? ""}`;
  await context.addInitScript(arm, { ...MADE, elements, attributes });
  const page = await context.newPage();
  const [here = ""] = url.split(/[?#]/);
  let loading = true;
  page.on("request", (request) => {
    if (!(loading && request.url().startsWith(new URL("/", here).href)))
      outside.push(`request: ${request.url().slice(0, 60)}`);
  });
  page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame() || frame.url().split(/[?#]/)[0] !== here)
      outside.push(`navigation: ${frame.url().slice(0, 60)}`);
  });
  page.on("dialog", (dialog) => {
    outside.push(`dialog: ${dialog.type()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on("popup", () => outside.push("window: opened"));
  page.on("pageerror", ({ message }) => outside.push(`error: ${message}`));
  page.on("console", (message) => outside.push(`console: ${message.text().slice(0, 120)}`));
  await page.goto(url);
  await page.waitForLoadState("networkidle");
  loading = false;
  return { page, outside };
}
