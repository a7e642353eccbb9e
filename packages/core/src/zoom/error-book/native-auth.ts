import { fromRows } from "./native.ts";
import { DESKTOP_HEADERS } from "./sources.ts";
import type { ZoomError } from "./types.ts";

const CONTRADICTION =
  "Zoom's agent skills print two other tables for this enumeration; the headers' order is followed here.";

/** Desktop `AuthResult`: what `SDKAuth` answers. iOS has the like in `MobileRTCAuthError`. */
export const NATIVE_AUTH_ERRORS: readonly ZoomError[] = /* @__PURE__ */ fromRows({
  surface: "native-auth",
  source: DESKTOP_HEADERS,
  knownFrom: "sdk",
  rows: [
    [
      0,
      "AUTHRET_SUCCESS",
      "The signature was accepted.",
      [["The call succeeded.", "Join now."]],
      [CONTRADICTION],
    ],
    [
      1,
      "AUTHRET_KEYORSECRETEMPTY",
      "Key or secret is empty.",
      [
        ["The signature or key was not handed over.", "Set `jwt_token` before `SDKAuth`."],
        ["The old call with key and secret is used.", "Sign on a server and pass the signature."],
      ],
      [CONTRADICTION],
    ],
    [
      2,
      "AUTHRET_KEYORSECRETWRONG",
      "Key or secret is wrong.",
      [
        [
          "The key is not the client id of an app with the Meeting SDK switched on.",
          "Use a General app's client id and secret, with Embed, Meeting SDK on.",
        ],
        ["Development and production credentials are mixed.", "Take both from the same tab of the app."],
      ],
      [CONTRADICTION],
    ],
    [
      3,
      "AUTHRET_ACCOUNTNOTSUPPORT",
      "The account may not use the SDK.",
      [["The account's plan or cloud.", "Ask the account's administrator or Zoom's support."]],
      [CONTRADICTION],
    ],
    [
      4,
      "AUTHRET_ACCOUNTNOTENABLESDK",
      "The SDK is not enabled for the account.",
      [["The app's Meeting SDK is off.", "Switch on Embed, Meeting SDK in the app."]],
      [CONTRADICTION],
    ],
    [
      5,
      "AUTHRET_UNKNOWN",
      "Unknown to the SDK.",
      [["Not told.", "Look at the SDK's log; check signature and clock."]],
      [CONTRADICTION],
    ],
    [
      6,
      "AUTHRET_SERVICE_BUSY",
      "Zoom's service is busy.",
      [["Load at Zoom.", "Try again after a while."]],
      [CONTRADICTION],
    ],
    [
      7,
      "AUTHRET_NONE",
      "No result yet.",
      [["`SDKAuth` has not answered.", "Wait for the callback."]],
      [CONTRADICTION],
    ],
    [
      8,
      "AUTHRET_OVERTIME",
      "The authentication timed out.",
      [
        ["Network or firewall.", "Let `*.zoom.us` through."],
        ["No message loop runs, so the callback cannot come.", "Run the platform's message loop."],
      ],
      [CONTRADICTION],
    ],
    [
      9,
      "AUTHRET_NETWORKISSUE",
      "The network failed.",
      [["No way to Zoom.", "Check network, proxy and firewall."]],
      [CONTRADICTION],
    ],
    [
      10,
      "AUTHRET_CLIENT_INCOMPATIBLE",
      "The SDK is too old.",
      [["Zoom's minimum version has risen.", "Upgrade the SDK."]],
      [CONTRADICTION],
    ],
    [
      11,
      "AUTHRET_JWTTOKENWRONG",
      "The signature is refused.",
      [
        [
          "The secret is another app's, or carries white space.",
          "Copy the client secret again; diagnose the signature with it.",
        ],
        [
          "`tokenExp` or `appKey` is missing, which native SDKs need.",
          "Sign `appKey`, `iat`, `exp`, `tokenExp`.",
        ],
        [
          "Times are in milliseconds, or a lifetime is 1800 s or less.",
          "Sign whole seconds, two hours ahead.",
        ],
        ["The signature has expired.", "Sign right before `SDKAuth`."],
      ],
      [CONTRADICTION],
    ],
    [
      12,
      "AUTHRET_LIMIT_EXCEEDED_EXCEPTION",
      "Too many authentications.",
      [["A loop or many machines with one key.", "Authenticate once per process, and wait between tries."]],
      [CONTRADICTION],
    ],
  ],
});
