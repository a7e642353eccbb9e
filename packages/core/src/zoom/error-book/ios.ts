import { fromRows } from "./native.ts";
import { IOS_PAGE } from "./sources.ts";
import type { ZoomError } from "./types.ts";

const MEETING =
  "This is a meeting error. The answer about the signature is `MobileRTCAuthError`, numbered like the desktop's AuthResult as far as is known.";

export const IOS_ERRORS: readonly ZoomError[] = /* @__PURE__ */ fromRows({
  surface: "ios",
  source: IOS_PAGE,
  knownFrom: "zoom-page",
  rows: [
    [0, undefined, "It worked.", [["The call succeeded.", "Nothing to fix."]], [MEETING]],
    [
      1,
      undefined,
      "The meeting number is wrong.",
      [["Not digits, or not a meeting.", "Pass the 9 to 11 digits of the meeting number."]],
      [MEETING],
    ],
    [
      3,
      undefined,
      "The network failed.",
      [["The device is offline or behind a filter.", "Check the network."]],
      [MEETING],
    ],
    [
      4,
      undefined,
      "The SDK is too old.",
      [["Zoom's minimum version has risen.", "Upgrade the SDK."]],
      [MEETING],
    ],
    [
      12,
      undefined,
      "The meeting is locked.",
      [["The host lets nobody else in.", "Ask the host to unlock it."]],
      [MEETING],
    ],
  ],
});
