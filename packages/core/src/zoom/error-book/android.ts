import { fromRows } from "./native.ts";
import { ANDROID_PAGE } from "./sources.ts";
import type { ErrorSource, ZoomError } from "./types.ts";

const INTERNAL: ErrorSource = {
  url: "https://github.com/mieszko4/react-native-zoom-us-test/issues/74",
  says: "Users saw an internal code beside ZoomError, as 124 beside 5.",
  read: "2026-11-24",
};
const IS_INTERNAL = "This is `internalErrorCode`, shown beside a ZoomError, and not documented.";

const PUBLIC: readonly ZoomError[] = /* @__PURE__ */ fromRows({
  surface: "android",
  source: ANDROID_PAGE,
  knownFrom: "zoom-page",
  rows: [
    [0, undefined, "It worked.", [["The call succeeded.", "Nothing to fix."]]],
    [
      1,
      undefined,
      "An argument is wrong.",
      [
        [
          "The lifetime is too short, or `tokenExp` less than 1800 s ahead of now.",
          "Sign two hours ahead, right before the SDK is initialised.",
        ],
        ["`jwtToken` is empty.", "Set it before the SDK is initialised."],
      ],
      [
        "A user found the minimum of `tokenExp` counted from now and not from `iat`; Zoom's page counts from `iat`.",
      ],
    ],
    [
      3,
      undefined,
      "No network.",
      [["The device is offline or behind a filter.", "Check network and `domain`."]],
    ],
    [4, undefined, "The SDK is too old.", [["Zoom's minimum version has risen.", "Upgrade the SDK."]]],
    [
      5,
      undefined,
      "The signature is refused.",
      [
        ["The secret is another app's.", "Copy the client secret again; diagnose the signature with it."],
        ["`tokenExp` or `appKey` is missing.", "Sign `appKey`, `iat`, `exp`, `tokenExp`."],
        ["Times are in milliseconds, or the signature has expired.", "Sign whole seconds, right before use."],
      ],
    ],
    [
      6,
      undefined,
      "Key or secret is wrong.",
      [["The key is not that of an app with the Meeting SDK.", "Use a General app's client id and secret."]],
    ],
    [
      7,
      undefined,
      "The account may not use the SDK.",
      [["The account's plan or cloud.", "Ask the account's administrator."]],
    ],
    [
      8,
      undefined,
      "The SDK is not enabled for the account.",
      [["The app's Meeting SDK is off.", "Switch on Embed, Meeting SDK in the app."]],
    ],
    [
      99,
      undefined,
      "The device is not supported.",
      [["An old system or processor.", "Use a supported device."]],
    ],
    [100, undefined, "Unknown to the SDK.", [["Not told.", "Look at `internalErrorCode` and the log."]]],
  ],
});

const HIDDEN: readonly ZoomError[] = /* @__PURE__ */ fromRows({
  surface: "android",
  source: INTERNAL,
  knownFrom: "reports",
  rows: [
    [
      124,
      undefined,
      "The signature is refused or has expired.",
      [["See ZoomError 5.", "Sign again with the right secret, whole seconds and `tokenExp`."]],
      [IS_INTERNAL, "In the REST API 124 is an access token that does not serve."],
    ],
    [
      3023,
      undefined,
      "Key or secret is wrong.",
      [["See ZoomError 6.", "Use a General app's client id and secret."]],
      [IS_INTERNAL],
    ],
    [
      6601,
      undefined,
      "The meeting belongs to another account and the app is not approved.",
      [["The app was not reviewed.", "Publish it or have it approved as unlisted."]],
      [IS_INTERNAL, "Web: 4011."],
    ],
  ],
});

export const ANDROID_ERRORS: readonly ZoomError[] = [...PUBLIC, ...HIDDEN];
