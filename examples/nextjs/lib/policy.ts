import { CountersignError, parseMeetingNumber } from "@countersign/core";

/** The one meeting of this app. Yours are likely in a database, beside who may join them. */
export const meeting = {
  get number(): string {
    return parseMeetingNumber(process.env.MEETING_NUMBER).meetingNumber;
  },
  get passcode(): string {
    return process.env.MEETING_PASSCODE ?? "";
  },
};

/**
 * Whether this visitor may have a signature for what was asked. Everybody who is let in takes part in the one
 * meeting; nobody hosts. To let somebody host, decide it here, from who they are and never from what they ask for.
 */
export function mayJoin(_visitor: string, meetingNumber: unknown, role: unknown): boolean {
  return role === 0 && numberOf(meetingNumber) === meeting.number;
}

function numberOf(value: unknown): string | undefined {
  try {
    return parseMeetingNumber(value).meetingNumber;
  } catch (error) {
    if (CountersignError.is(error)) return undefined;
    throw error;
  }
}
