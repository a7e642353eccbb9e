import { fromRows } from "./native.ts";
import { OAUTH_PAGE } from "./sources.ts";
import type { ZoomError } from "./types.ts";

const AGAIN = "Have the user authorise the app again.";
const PAIR = "Send client id and secret of the same app and tab, as Basic.";

export const OAUTH_ERRORS: readonly ZoomError[] = /* @__PURE__ */ fromRows({
  surface: "oauth",
  source: OAUTH_PAGE,
  knownFrom: "zoom-page",
  rows: [
    [
      4700,
      undefined,
      "The token is empty or invalid.",
      [["No token, or one cut short, was sent.", "Send the whole access token."]],
    ],
    [4702, undefined, "The client is invalid.", [["Client id or secret is wrong.", PAIR]]],
    [4704, undefined, "The client is invalid.", [["Client id or secret is wrong.", PAIR]]],
    [
      4705,
      undefined,
      "This app cannot use this grant type.",
      [
        [
          "`account_credentials` with a General app, or the other way round.",
          "Use a Server-to-Server app for `account_credentials`; a Meeting SDK app signs and runs user OAuth.",
        ],
      ],
    ],
    [4706, undefined, "The client is missing.", [["No `Authorization` header.", PAIR]]],
    [
      4709,
      undefined,
      "The redirect address does not match.",
      [
        [
          "It differs from the app's by a slash, scheme or host.",
          "Send it letter by letter as registered, in both requests.",
        ],
      ],
    ],
    [
      4711,
      undefined,
      "Scopes are missing.",
      [["The app was not given them.", "Add them, then authorise again."]],
    ],
    [4717, undefined, "The app is disabled.", [["It was deactivated.", "Activate it on the Marketplace."]]],
    [
      4733,
      undefined,
      "The code is wrong or was used.",
      [["A code serves once and for five minutes.", AGAIN]],
    ],
    [
      4734,
      undefined,
      "The code is wrong or was used.",
      [["A code serves once and for five minutes.", AGAIN]],
    ],
    [4735, undefined, "The token's owner is gone.", [["The user was removed.", "Use another user."]]],
    [4738, undefined, "The token was revoked.", [["The user or an administrator removed the app.", AGAIN]]],
    [
      4741,
      undefined,
      "The token was revoked.",
      [
        ["The user or an administrator removed the app.", AGAIN],
        [
          "A refresh token was used twice; each use replaces it.",
          "Store the new refresh token before anything else.",
        ],
      ],
    ],
  ],
});
