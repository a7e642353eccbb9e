import { CountersignError, inspect, type JsonObject, parseMeetingNumber, type Role } from "@countersign/core";
import { compare, type Difference, type Evidence, type Report } from "@countersign/core/diagnose";
import type { Caller } from "../access/caller.ts";
import { decide } from "../access/decide.ts";
import type { Wish } from "../access/policy.ts";
import { type SignatureService, signFor } from "../signature/issue.ts";

export interface WouldSign {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  /** In what the signature that was sent differs; those that matter first. Empty where it cannot be read. */
  readonly differences: readonly Difference[];
}

/**
 * What this server would sign for the same join: claims only. Nothing where the caller may not have that signature,
 * or where the evidence does not say which meeting and role.
 */
export async function wouldSign(
  service: SignatureService,
  caller: Caller,
  evidence: Evidence,
  report: Report,
): Promise<WouldSign | undefined> {
  const wish = wishOf(evidence, report, service.allowNative);
  const grant = wish && (await decide(service.policy, caller, wish));
  if (grant === undefined || typeof grant === "string") return undefined;
  const videoWebRtcMode = zeroOrOne(report.decoded.payload?.video_webrtc_mode);
  const { signature } = signFor(service, caller, grant, { expirationSeconds: undefined, videoWebRtcMode });
  const read = inspect(signature);
  if (!read.readable) return undefined;
  const { header, payload } = read;
  const unsigned = signature.slice(0, signature.lastIndexOf("."));
  return { header, payload, differences: differencesFrom(unsigned, evidence) };
}

function differencesFrom(unsigned: string, evidence: Evidence): readonly Difference[] {
  const { signature, works: _, ...rest } = evidence;
  return signature === undefined ? [] : compare(unsigned, signature, rest).differences;
}

/** The join that is expected, or else the one that the signature says. */
function wishOf({ expected, client }: Evidence, report: Report, allowNative: boolean): Wish | undefined {
  const payload = report.decoded.payload ?? {};
  const number = expected?.meetingNumber ?? payload.mn;
  const asked = expected?.role ?? payload.role;
  if (number === undefined && asked === undefined) {
    const isNative = report.decoded.kind === "meeting-sdk" || client?.platform === "native";
    return allowNative && isNative ? { kind: "native" } : undefined;
  }
  const meetingNumber = meetingNumberOf(number);
  const role = zeroOrOne(asked);
  return meetingNumber === undefined || role === undefined ? undefined : { kind: "web", meetingNumber, role };
}

function meetingNumberOf(value: unknown): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  try {
    return parseMeetingNumber(value).meetingNumber;
  } catch (error) {
    if (!CountersignError.is(error)) throw error;
    return undefined;
  }
}

function zeroOrOne(value: unknown): Role | undefined {
  if (value === 0 || value === "0") return 0;
  return value === 1 || value === "1" ? 1 : undefined;
}
