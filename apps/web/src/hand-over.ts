import type { Evidence } from "@countersign/core/diagnose";

const PAUSE = 50;
const LOOKS = 400;

/**
 * Opens Diagnose in a window of its own and fills its form, from window to window on one origin: nothing of it is in
 * an address, and nothing is stored. Nothing happens where the browser opens no window.
 */
export function openInDiagnose(evidence: Evidence): void {
  const opened = window.open("/tools#diagnose", "_blank");
  let looks = 0;
  const look = (): void => {
    if (!opened || opened.closed || ++looks > LOOKS) return;
    const { pathname } = opened.location;
    // Before the page is there the window holds an empty one.
    if (pathname === "/tools" && opened.document.readyState === "complete") fill(opened.document, evidence);
    else setTimeout(look, PAUSE);
  };
  look();
}

/** As if it was typed: Diagnose hears of each field as it hears of a person's keys. */
function fill(page: Document, { signature, credentials, expected, client, error }: Evidence): void {
  const values: { readonly [id: string]: unknown } = {
    signature: typeof signature === "string" ? signature : JSON.stringify(signature),
    "sdk-key": credentials?.sdkKey,
    "expect-meeting": expected?.meetingNumber,
    "expect-role": expected?.role,
    client: `web/${client?.view ?? ""}`,
    "sdk-version": client?.sdkVersion,
    "error-code": error?.code,
    "error-text": error?.message,
    hung: error?.hungSeconds,
  };
  for (const [id, value] of Object.entries(values)) {
    const field = page.getElementById(id);
    if (!field || value === undefined || value === "") continue;
    (field as HTMLInputElement).value = String(value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  page.getElementById("more")?.setAttribute("open", "");
}
