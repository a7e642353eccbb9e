import { docsOf, JoinError } from "./error.ts";
import type { JoinOptions } from "./options.ts";

/** The SDK has one meeting a page, and says nothing understandable where two joins meet in it. */
let taken: object | undefined;

/** @throws JoinError where another join of this page has not ended */
export function takePage(join: object): void {
  if (taken === undefined) {
    taken = join;
    return;
  }
  throw notReady(
    "another join of this page has not ended yet, and the SDK can do one at a time",
    "Await the first `joinMeeting`, or abort it by its `signal`, before the next: a button can be disabled meanwhile.",
  );
}

export function freePage(join: object): void {
  if (taken === join) taken = undefined;
}

/** @throws JoinError where there is nothing to draw into */
export function checkPage({ view, root }: JoinOptions): void {
  const problem =
    view === "component" && !root
      ? "component view got no element to draw into (`root`)"
      : typeof Node !== "undefined" && root instanceof Node && !root.isConnected
        ? "the element for the component view (`root`) is not in the page"
        : undefined;
  if (problem === undefined) return;
  throw notReady(
    problem,
    "Pass an element that is in the page, when it is there: `root: document.getElementById(…)`.",
  );
}

function notReady(message: string, help: string): JoinError {
  return new JoinError({
    code: "page-not-ready",
    cause: "page",
    message,
    help,
    docs: docsOf("page-not-ready"),
  });
}
