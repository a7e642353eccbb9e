/** A page that is cross-origin isolated needs these on itself and on what it loads. */
const ISOLATED = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "cross-origin",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
} as const;

const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "frame-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function pageHeaders(): Record<string, string> {
  return { ...ISOLATED, "cache-control": "no-store", "content-security-policy": PAGE_POLICY };
}

/**
 * The page that runs Zoom's SDK. In sandbox mode it can reach this machine and the reserved name only, so that
 * nothing of a sandbox join can reach Zoom. Otherwise Zoom's hosts are needed, and the SDK's own list of them is
 * not published whole, so the page sets no list.
 * @param origin Where the page is served, as in `localhost:4000`.
 */
export function meetingHeaders(origin: string, mode: "sandbox" | "zoom"): Record<string, string> {
  return {
    ...ISOLATED,
    "cache-control": "no-store",
    "content-security-policy":
      mode === "sandbox" ? sandboxPolicy(origin) : "base-uri 'none'; frame-ancestors 'self'",
  };
}

function sandboxPolicy(origin: string): string {
  const reserved = "https://sandbox.invalid https://*.sandbox.invalid";
  return [
    "default-src 'self' data: blob:",
    `script-src 'self' blob: 'unsafe-eval' 'unsafe-inline' ${reserved}`,
    "style-src 'self' 'unsafe-inline' data:",
    `connect-src 'self' data: blob: ws://${origin} ${reserved}`,
    "worker-src 'self' blob: data:",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join("; ");
}

/** Files of one SDK version never change. */
export function sdkHeaders(): Record<string, string> {
  return { ...ISOLATED, "cache-control": "public, max-age=86400" };
}
