/** What the page and the frame with Zoom's SDK tell each other, by `postMessage` on one origin. */

export type View = "component" | "client";

/** From the page: everything one join needs. Never in an address, because the SDK sends the page's to Zoom. */
export interface JoinOrder {
  readonly kind: "join";
  readonly view: View;
  readonly version: string;
  readonly mode: "sandbox" | "zoom";
  readonly signature: string;
  readonly sdkKey: string;
  readonly meetingNumber: string;
  readonly passcode: string;
  readonly userName: string;
}

/** From the frame, as it gets on. */
export type FrameReport =
  | { readonly kind: "ready"; readonly isolated: boolean }
  | { readonly kind: "loaded" }
  | { readonly kind: "initialised" }
  | { readonly kind: "joined"; readonly participants: readonly string[] }
  | { readonly kind: "refused"; readonly code: string; readonly message: string }
  | { readonly kind: "left" };

/** The reserved name that the SDK is given instead of `zoom.us`: no request to it can reach anybody. */
export const RESERVED_HOST = "sandbox.invalid";
