import { fromRows } from "./native.ts";
import { RATE_PAGE, REST_PAGE } from "./sources.ts";
import type { ZoomError } from "./types.ts";

const ERRORS: readonly ZoomError[] = /* @__PURE__ */ fromRows({
  surface: "rest",
  source: REST_PAGE,
  knownFrom: "zoom-page",
  rows: [
    [
      124,
      undefined,
      "HTTP 401: the access token is invalid or has expired.",
      [
        ["It is older than an hour.", "Fetch a new one."],
        ["Another kind of token was sent: a signature, a ZAK.", "Send an OAuth access token as Bearer."],
      ],
      ["Zoom's agent skills call 124 an invalid parameter. In client view 124 becomes 3610."],
    ],
    [
      200,
      undefined,
      "HTTP 400: no permission.",
      [["The user or app may not do this in the account.", "Use a token of a user or app that may."]],
      ["Known from answers of Zoom's staff, where a ZAK or OBF token was asked for."],
    ],
    [
      201,
      undefined,
      "HTTP 400: a privilege is missing.",
      [["The app's user lacks the role.", "Give the role, or ask as an administrator."]],
      ["Known from answers of Zoom's staff, where a ZAK or OBF token was asked for."],
    ],
    [
      300,
      undefined,
      "HTTP 400: a field is not valid; the message names it.",
      [["A value is out of range, as `ttl` above a year.", "Correct the field in the message."]],
    ],
    [
      1001,
      undefined,
      "HTTP 404: no such user in this account.",
      [
        ["An e-mail address or id with a user's own token.", "Use `me` as the user id."],
        ["The user is of another account.", "Ask with that account's token."],
      ],
    ],
    [
      3001,
      undefined,
      "HTTP 404: no such meeting, or it has expired.",
      [
        ["The number is wrong or the meeting gone.", "Check the number."],
        ["The meeting is of another account, which this token cannot see.", "Ask with the host's token."],
      ],
      ["Zoom's agent skills pair 3001 with HTTP 403."],
    ],
    [
      4711,
      undefined,
      "HTTP 400: the token lacks scopes; the message lists them.",
      [
        ["The app was not given the scope.", "Add the scopes in the message to the app."],
        [
          "The scope was added after the user authorised.",
          "Have the user authorise again, then fetch a new token.",
        ],
      ],
    ],
  ],
});

const LIMITED: readonly ZoomError[] = /* @__PURE__ */ fromRows({
  surface: "rest",
  source: RATE_PAGE,
  knownFrom: "zoom-page",
  rows: [
    [
      429,
      undefined,
      "Too many requests. The number is the HTTP status.",
      [
        ["The account's rate per second is used up.", "Wait as `Retry-After` says, and spread the calls."],
        ["A daily quota is used up.", "Wait until 00:00 UTC; cache what does not change."],
      ],
    ],
  ],
});

export const REST_ERRORS: readonly ZoomError[] = [...ERRORS, ...LIMITED];
