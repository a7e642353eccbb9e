import type { JoinEvidence } from "./error.ts";
import { onViolation, TAKEN_BACK } from "./policy.ts";
import { shownLines } from "./shown.ts";

/** Collects what the SDK does not call back: its warnings, which requests ended, what the page's policy blocked. */
export interface Watch {
  readonly seen: () => Omit<JoinEvidence, "steps">;
  readonly stop: () => void;
}

/** How a request is told whose script failed. */
export const FAILED = "failed";

const KEPT = 20;
const LEVELS = ["warn", "error"] as const;
/** The requests that a join waits for. */
const TELLING = /\/api\/v1\/wc\/info$|\/wc\/ping\/|\/wc\/refresh_tokens$|js_media|\.wasm$/;

export function watch(clean: (text: string) => string): Watch {
  const lines: string[] = [];
  const requests: string[] = [];
  const blocked: string[] = [];
  const keep = (list: string[], text: string): void => {
    if (list.length < KEPT && !list.includes(text)) list.push(text);
  };
  const ended = watchRequests((text) => keep(requests, clean(text)));
  const stops = [
    watchScripts((text) => keep(requests, clean(text))),
    watchConsole((text) => keep(lines, clean(text))),
    ended.stop,
    onViolation((text) => keep(blocked, clean(text))),
  ];
  return {
    seen: () => {
      ended.look();
      return {
        console: [...lines],
        requests: [...requests],
        blocked: [...blocked],
        shown: shownLines().map(clean),
      };
    },
    stop: () => {
      for (const stop of stops.splice(0)) stop();
    },
  };
}

function watchConsole(told: (text: string) => void): () => void {
  const place: Pick<Console, (typeof LEVELS)[number]> = globalThis.console;
  const restore = LEVELS.map((level) => {
    const before = place[level];
    const ours = (...words: unknown[]): void => {
      before.apply(place, words);
      told(words.map(textOf).join(" ").trim());
    };
    place[level] = ours;
    // Somebody else may have wrapped it meanwhile; taking that away is not ours to do.
    return () => {
      if (place[level] === ours) place[level] = before;
    };
  });
  return () => {
    for (const one of restore) one();
  };
}

function textOf(word: unknown): string {
  if (word instanceof Error) return `${word.name}: ${word.message}`;
  if (typeof word !== "object" || word === null) return String(word);
  try {
    return JSON.stringify(word);
  } catch {
    return "(an object)";
  }
}

/**
 * Up to 5.x the SDK asks Zoom's first endpoint by a script, whose status the browser hides; that it failed is told by
 * an event of its element.
 */
function watchScripts(told: (text: string) => void): () => void {
  if (typeof document === "undefined") return () => {};
  const listener = ({ target }: Event): void => {
    if (!(target instanceof HTMLScriptElement) || !target.src) return;
    const { hostname, pathname } = new URL(target.src, location.href);
    if (TELLING.test(pathname)) told(`${hostname}${pathname} ${FAILED}`);
  };
  document.addEventListener("error", listener, true);
  return () => document.removeEventListener("error", listener, true);
}

/** Only what ended is told by the browser: a request that still hangs is one that is not there. */
function watchRequests(told: (text: string) => void): { look: () => void; stop: () => void } {
  if (typeof PerformanceObserver === "undefined" || typeof document === "undefined")
    return { look: () => {}, stop: () => {} };
  const tell = (entries: PerformanceEntryList): void => {
    for (const entry of entries) {
      const { hostname, pathname, search } = new URL(entry.name, location.href);
      if (!TELLING.test(pathname) || search === TAKEN_BACK) continue;
      const { responseStatus } = entry as PerformanceResourceTiming;
      const status = responseStatus ? ` ${responseStatus}` : "";
      told(`${hostname}${pathname.replace(/\d{9,}/, "…")}${status}, after ${Math.round(entry.duration)} ms`);
    }
  };
  const observer = new PerformanceObserver((list) => tell(list.getEntries()));
  observer.observe({ type: "resource" });
  // Entries are handed over some time after the request ended, and the SDK may have failed by it in between.
  const look = (): void => tell(observer.takeRecords());
  const stop = (): void => {
    look();
    observer.disconnect();
  };
  return { look, stop };
}
