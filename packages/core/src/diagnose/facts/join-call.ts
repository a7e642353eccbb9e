import type { View } from "../evidence.ts";
import type { Facts } from "../facts.ts";
import type { PlainObject } from "../plain.ts";

export interface JoinCallFacts {
  /** The view that is joined with, as given or as the call and the error give it away. */
  readonly joinView: View;
  /** The join call, where so much of it is there that what is missing is missing. */
  readonly wholeCall: PlainObject;
  /** The passcode, under either view's name, so that a wrong name is not a missing passcode too. */
  readonly passcode: { readonly name: string; readonly text: string };
}

const USUAL = ["signature", "meetingNumber", "userName", "passWord", "password"];

export function deriveJoinView({ view, target, joinCall, error }: Partial<Facts>): View | undefined {
  if (view) return view;
  if (target !== "web" && target !== undefined) return undefined;
  const callsBack = joinCall?.success === "(function)" || joinCall?.error === "(function)";
  return callsBack || /^join parameters: /i.test(error?.message ?? "") ? "client" : undefined;
}

export function deriveWholeCall({ joinCall }: Partial<Facts>): PlainObject | undefined {
  const there = USUAL.filter((name) => joinCall && Object.hasOwn(joinCall, name));
  return joinCall && there.length >= 2 ? joinCall : undefined;
}

export function derivePasscode({
  joinCall,
  wholeCall,
  secretsRemoved,
}: Partial<Facts>): JoinCallFacts["passcode"] | undefined {
  const names = ["passWord", "password"].filter((one) => joinCall && Object.hasOwn(joinCall, one));
  const name = names.find((one) => isFilled(joinCall?.[one])) ?? names[0];
  if (name === undefined) return wholeCall && !secretsRemoved ? { name: "passWord", text: "" } : undefined;
  const value = joinCall?.[name];
  return { name, text: isFilled(value) ? String(value) : "" };
}

function isFilled(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && value !== "");
}
