import { CountersignError, inspect, parseMeetingNumber } from "@countersign/core";
import { wantsSdkKeyInJoin } from "@countersign/core/diagnose";
import type { Issued } from "./endpoint.ts";
import type { JoinOptions } from "./options.ts";
import type { Options } from "./sdk/types.ts";

/** The digits; what is none is left as it is, for the rules to say so. Of a `resource` the server tells it. */
export function meetingNumberOf(options: JoinOptions, issued?: Issued): string {
  const meetingNumber = options.resource === undefined ? options.meetingNumber : issued?.given?.meetingNumber;
  if (meetingNumber === undefined) return "";
  try {
    return parseMeetingNumber(meetingNumber).meetingNumber;
  } catch (error) {
    if (!CountersignError.is(error)) throw error;
    return meetingNumber === null ? "" : String(meetingNumber);
  }
}

/**
 * The object for the SDK's `join`, named as this view names things. What is undefined is left out: client view
 * never answers a call with `userEmail: undefined`.
 */
export function joinCall(options: JoinOptions, issued: Issued, sdkVersion: string | undefined): Options {
  const { view, customerKey } = options;
  const { userName, passcode = "", userEmail, tk, zak, obfToken } = { ...options, ...issued.given };
  const all = {
    signature: issued.signature,
    meetingNumber: meetingNumberOf(options, issued),
    userName,
    [view === "client" ? "passWord" : "password"]: passcode,
    // Up to 3.x the key is a parameter; later versions read it out of the signature.
    sdkKey: sdkVersion !== undefined && wantsSdkKeyInJoin(sdkVersion) ? keyOf(issued) : undefined,
    ...{ userEmail, customerKey, tk, zak, obfToken },
  };
  return Object.fromEntries(
    Object.entries(all).filter(([name, value]) => value !== undefined || name === "signature"),
  );
}

function keyOf({ sdkKey, signature }: Issued): string | undefined {
  if (sdkKey !== undefined) return sdkKey;
  // Padding is a mistake that the rules speak of; the key can be read all the same.
  const read = typeof signature === "string" ? inspect(signature.replaceAll("=", "")) : undefined;
  const claim = read?.readable ? (read.payload.appKey ?? read.payload.sdkKey) : undefined;
  return typeof claim === "string" ? claim : undefined;
}
