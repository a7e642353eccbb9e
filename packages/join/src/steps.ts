/** The steps of a join, in order. */
export type StepName =
  | "environment"
  | "signature"
  | "checked"
  | "sdk-loaded"
  | "init"
  | "join-sent"
  | "joined";

export interface StepEvent {
  readonly step: StepName;
  readonly state: "started" | "done" | "failed";
  /** 2 when the join is tried again with a fresh signature. */
  readonly attempt: 1 | 2;
  /** Milliseconds since `joinMeeting` was called. */
  readonly elapsed: number;
}

/** A step as the error keeps it. */
export interface Attempt {
  readonly step: StepName;
  readonly attempt: 1 | 2;
  readonly state: StepEvent["state"];
}

/** Milliseconds each step may take; what takes longer is an error. */
export interface Deadlines {
  readonly signature: number;
  readonly "sdk-loaded": number;
  readonly init: number;
  /** From the call of the SDK's `join` to its answer. */
  readonly joined: number;
}

/**
 * A join over a slow line takes up to half a minute; a person who is asked something by the client view (a
 * passcode, a registration) may need longer, and then a larger `joined` is right.
 */
export const DEADLINES: Deadlines = { signature: 15_000, "sdk-loaded": 30_000, init: 30_000, joined: 60_000 };
