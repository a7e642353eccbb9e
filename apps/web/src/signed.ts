import { diagnose, type Evidence } from "@countersign/core/diagnose";
import { ENDPOINT, type JoinOrder, type Signed } from "./protocol.ts";

/**
 * Tells what each answer of the endpoint holds, before `joinMeeting` goes on with it: the library keeps the
 * signature to itself, and the page shows what it says.
 */
export function watchSignatures(order: JoinOrder, told: (signed: Signed) => void): void {
  const plain = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const asked = Date.now();
    const response = await plain(input, init);
    const { pathname } = new URL(input instanceof Request ? input.url : input, location.href);
    if (pathname === ENDPOINT && response.ok) {
      const answer: unknown = await response
        .clone()
        .json()
        .catch(() => undefined);
      told(signedOf(order, answer, offset(response, (asked + Date.now()) / 2000)));
    }
    return response;
  };
}

function signedOf(order: JoinOrder, answer: unknown, clockOffset: number | undefined): Signed {
  const { view, version, meetingNumber, role } = order;
  const { signature, sdkKey } = Object(answer) as { readonly [name: string]: unknown };
  const evidence: Evidence = {
    signature,
    ...(typeof sdkKey === "string" && { credentials: { sdkKey } }),
    expected: { meetingNumber, role },
    client: {
      platform: "web",
      view,
      sdkVersion: version,
      crossOriginIsolated: globalThis.crossOriginIsolated,
    },
    ...(clockOffset !== undefined && { clockOffset }),
  };
  return { evidence, report: diagnose(evidence) };
}

/** Seconds that this machine's clock is ahead of the server's. */
function offset(response: Response, here: number): number | undefined {
  const there = Date.parse(response.headers.get("date") ?? "") / 1000;
  return Number.isFinite(there) ? here - there : undefined;
}
