import { fromRows } from "./native.ts";
import { LINUX_PAGE } from "./sources.ts";
import type { ZoomError } from "./types.ts";

/** Desktop `SDKERR`: what a call returns at once, before any answer of Zoom. */
export const NATIVE_SDKERR_ERRORS: readonly ZoomError[] = /* @__PURE__ */ fromRows({
  surface: "native-sdkerr",
  source: LINUX_PAGE,
  knownFrom: "zoom-page",
  rows: [
    [
      0,
      "SDKERR_SUCCESS",
      "The call was taken.",
      [["The call succeeded; its result comes by callback.", "Wait for the callback."]],
    ],
    [
      1,
      "SDKERR_NO_IMPL",
      "This platform does not have it.",
      [["Not implemented.", "Leave it out on this platform."]],
    ],
    [
      2,
      "SDKERR_WRONG_USAGE",
      "Called at the wrong moment.",
      [["Order of calls.", "Initialise, authenticate, then join."]],
    ],
    [
      3,
      "SDKERR_INVALID_PARAMETER",
      "A parameter is wrong.",
      [
        [
          "The meeting number is no number, or a field is empty.",
          "Pass digits as an unsigned 64-bit number.",
        ],
      ],
    ],
    [
      4,
      "SDKERR_MODULE_LOAD_FAILED",
      "A library did not load.",
      [["Files of the SDK are missing or of another version.", "Ship the whole SDK folder."]],
    ],
    [5, "SDKERR_MEMORY_FAILED", "Out of memory.", [["The machine has too little.", "Give it more."]]],
    [6, "SDKERR_SERVICE_FAILED", "A service of the SDK failed.", [["Not told.", "Look at the SDK's log."]]],
    [
      7,
      "SDKERR_UNINITIALIZE",
      "The SDK is not initialised.",
      [["`InitSDK` was not called or failed.", "Call it first and check its answer."]],
    ],
    [
      8,
      "SDKERR_UNAUTHENTICATION",
      "The SDK is not authenticated.",
      [
        ["The join did not wait for `SDKAuth`.", "Join in the callback that reports success."],
        ["The authentication failed.", "Look at its AuthResult."],
      ],
    ],
    [
      12,
      "SDKERR_NO_PERMISSION",
      "This is not allowed.",
      [["The role or a setting forbids it.", "Have the host do or allow it."]],
    ],
    [13, "SDKERR_UNKNOWN", "Unknown to the SDK.", [["Not told.", "Look at the SDK's log."]]],
    [
      14,
      "SDKERR_OTHER_SDK_INSTANCE_RUNNING",
      "Another program runs the SDK.",
      [["A second process.", "End the other one."]],
    ],
  ],
});
