import { diagnose, type Evidence, type Report } from "@countersign/core/diagnose";
import { meetingNumberOf } from "./call.ts";
import type { Issued } from "./endpoint.ts";
import type { JoinOptions } from "./options.ts";
import { isFiles } from "./sdk/source.ts";
import type { Options } from "./sdk/types.ts";

/** What the core's rules are asked about. */
export interface Subject {
  readonly options: JoinOptions;
  readonly issued: Issued;
  readonly call: Options;
  readonly sdkVersion: string | undefined;
  /** What the page's content security policy was seen to block of what the join needs. */
  readonly blocked?: readonly string[];
}

/** The core's rules on the signature, the join call and the client; with the error, once there is one. */
export function examine(subject: Subject, error?: Evidence["error"]): Report {
  const { options, issued, call, sdkVersion, blocked } = subject;
  const { view, role = 0, reactVersion, webEndpoint, sdk } = options;
  const isolated = (globalThis as { crossOriginIsolated?: unknown }).crossOriginIsolated;
  return diagnose({
    signature: issued.signature,
    ...(issued.sdkKey !== undefined && { credentials: { sdkKey: issued.sdkKey } }),
    expected: { meetingNumber: meetingNumberOf(options, issued), role },
    client: {
      platform: "web",
      view,
      ...(sdkVersion !== undefined && { sdkVersion }),
      ...(typeof isolated === "boolean" && { crossOriginIsolated: isolated }),
      ...(reactVersion !== undefined && !isFiles(sdk) && { reactVersion }),
      ...(webEndpoint !== undefined && { webEndpoint }),
      ...(blocked !== undefined && { blocked }),
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
