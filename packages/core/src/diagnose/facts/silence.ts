import type { Facts } from "../facts.ts";

/** What a join that never answers looks like, one of these: where one thing explains it, the others need not. */
export type Silence =
  | "waiting-room"
  | "host-not-there"
  | "email-undefined"
  | "client-view"
  | "component-view"
  | "native";

export interface SilenceFacts {
  /** Absent where a code came back, or a text that speaks of something. */
  readonly silence: Silence;
}

export function deriveSilence({
  error,
  symptoms,
  platform,
  joinView,
  joinCall,
  meetingInfo,
  asksRole,
}: Partial<Facts>): Silence | undefined {
  if (error?.hungSeconds === undefined || error.code !== undefined || (symptoms?.length ?? 0) > 0)
    return undefined;
  if (meetingInfo?.settings.waiting_room === true) return "waiting-room";
  if (meetingInfo?.waitsForHost && asksRole === 0) return "host-not-there";
  if (platform === "native") return "native";
  if (joinView === "component") return "component-view";
  const undefinedEmail = joinCall && Object.hasOwn(joinCall, "userEmail") && joinCall.userEmail === undefined;
  return undefinedEmail ? "email-undefined" : "client-view";
}
