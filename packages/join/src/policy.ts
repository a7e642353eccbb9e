import type { JoinOptions } from "./options.ts";

/** Marks the address, so that it is not taken for the SDK's own request. Policies do not look at it. */
export const TAKEN_BACK = "?taken-back";

/**
 * Whether the page's content security policy lets the SDK ask Zoom's first endpoint. A request is begun and taken
 * back at once: a policy that forbids it says so before anything leaves the page, and where none does, no more
 * than a connection to the host is opened that the SDK asks next. (Run in Chromium 156: no request arrives.)
 */
export async function blockedByPolicy({ webEndpoint = "zoom.us" }: JoinOptions): Promise<readonly string[]> {
  if (typeof document === "undefined") return [];
  const found: string[] = [];
  const stop = onViolation((text) => found.push(text));
  try {
    const taken = new AbortController();
    const asked = fetch(`https://${webEndpoint}/api/v1/wc/info${TAKEN_BACK}`, {
      mode: "no-cors",
      signal: taken.signal,
    });
    taken.abort();
    await asked.catch(() => {});
    // The event comes in a task of its own.
    await new Promise((resolve) => setTimeout(resolve));
    return found;
  } catch {
    return [];
  } finally {
    stop();
  }
}

/** Tells what an enforced policy blocks from now on, as `connect-src https://zoom.us/api/v1/wc/info`. */
export function onViolation(told: (text: string) => void): () => void {
  if (typeof document === "undefined") return () => {};
  const listener = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    if (disposition === "enforce") told(`${effectiveDirective} ${blockedURI.replace(/[?#].*/, "")}`);
  };
  document.addEventListener("securitypolicyviolation", listener);
  return () => document.removeEventListener("securitypolicyviolation", listener);
}
