import type { Evidence, Report } from "@countersign/core/diagnose";
import type { JoinError, JoinView, StepEvent } from "@countersign/join";

/** What the page and the frame with Zoom's SDK tell each other, by `postMessage` on one origin. */

/** From the page: everything one join needs. Never in an address, because the SDK sends the page's to Zoom. */
export interface JoinOrder {
  readonly kind: "join";
  readonly mode: "sandbox" | "zoom";
  readonly view: JoinView;
  readonly version: string;
  readonly meetingNumber: string;
  readonly passcode: string;
  readonly userName: string;
  readonly role: 0 | 1;
  /** Milliseconds that the SDK has to answer. */
  readonly patience: number;
}

export type Order = JoinOrder | { readonly kind: "leave" };

/** What a failed join says, as data: errors lose their members on the way from window to window. */
export type Failure = Pick<JoinError, "message" | "help" | "report" | "zoom" | "evidence"> & {
  /** `unforeseen`: a mistake of this page's own. */
  readonly code: JoinError["code"] | "unforeseen";
};

/** The signature that came, as evidence, and what the rules say of it alone. */
export interface Signed {
  readonly evidence: Evidence;
  readonly report: Report;
}

/** From the frame, as it gets on. */
export type FrameReport =
  | { readonly kind: "ready"; readonly environment: string }
  | { readonly kind: "step"; readonly event: StepEvent }
  | { readonly kind: "signed"; readonly signed: Signed }
  | { readonly kind: "joined"; readonly participants: readonly string[] }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "left" };

/** The reserved name that the SDK is given instead of `zoom.us`: no request to it can reach anybody. */
export const RESERVED_HOST = "sandbox.invalid";

/** Where this server signs. */
export const ENDPOINT = "/v1/signature";
