import { diagnose, type Evidence, type Report } from "@countersign/core/diagnose";
import { meetingNumberOf } from "./call.ts";
import type { Issued } from "./endpoint.ts";
import type { JoinOptions } from "./options.ts";
import type { Options } from "./sdk/types.ts";

/** What the core's rules are asked about. */
export interface Subject {
  readonly options: JoinOptions;
  readonly issued: Issued;
  readonly call: Options;
  readonly sdkVersion: string | undefined;
}

/** The core's rules on the signature, the join call and the client; with the error, once there is one. */
export function examine({ options, issued, call, sdkVersion }: Subject, error?: Evidence["error"]): Report {
  const { view, role = 0 } = options;
  const isolated = (globalThis as { crossOriginIsolated?: unknown }).crossOriginIsolated;
  return diagnose({
    signature: issued.signature,
    ...(issued.sdkKey !== undefined && { credentials: { sdkKey: issued.sdkKey } }),
    expected: { meetingNumber: meetingNumberOf(options), role },
    client: {
      platform: "web",
      view,
      ...(sdkVersion !== undefined && { sdkVersion }),
      ...(typeof isolated === "boolean" && { crossOriginIsolated: isolated }),
    },
    joinCall: call,
    ...(issued.clockOffset !== undefined && { clockOffset: issued.clockOffset }),
    ...(error && { error }),
  });
}

/** Findings that compare the token with a clock: they say as much about that clock as about the token. */
export function isAboutTime({ verdict }: Report): boolean {
  return verdict !== null && (verdict.rule === "expired" || verdict.cause === "clock-skew");
}
