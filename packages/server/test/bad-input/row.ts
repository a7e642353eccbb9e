import { MEETING, type Sent } from "../support.ts";

/** One kind of bad input. */
export interface Row {
  readonly name: string;
  readonly send: Sent;
  readonly status: number;
  /** The codes in `errors`, all of them, in order. */
  readonly codes: readonly string[];
  /** Cannot be made as a Request object, only sent. */
  readonly overHttpOnly?: true;
}

/** A body whose parts are given as they are written, so that `1.0` stays `1.0`. */
export function written(members: Readonly<Record<string, string>>): Sent {
  const all = { meetingNumber: `"${MEETING}"`, role: "0", ...members };
  const text = Object.entries(all).map(([name, value]) => `${JSON.stringify(name)}:${value}`);
  return { body: `{${text.join(",")}}` };
}
