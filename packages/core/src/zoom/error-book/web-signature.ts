import { AUTH_PAGE, BUNDLE, MEASURED, WEB_PAGE, ZAK_PAGE } from "./sources.ts";
import type { ZoomError } from "./types.ts";

const EXACT =
  "The SDK gets to this code only when Zoom's English text matches exactly; any other text becomes 1 in client view and 200 in component view.";

/** 3704, 3705 and 3710 to 3715: what Zoom says about key, times, secret and permission. */
export const WEB_SIGNATURE_ERRORS: readonly ZoomError[] = [
  {
    code: 3704,
    surface: "web",
    shows: ["The accounts API Key is not valid."],
    means: "Zoom does not know the key in the signature as one that may use the Meeting SDK.",
    causes: [
      {
        cause: "The key is not the client id of an app with the Meeting SDK switched on.",
        help: "Take the client id of a General app and switch on Embed, Meeting SDK for it.",
      },
      {
        cause: "Development and production credentials are mixed.",
        help: "Use key and secret of the same tab of the app, and the production pair for a published app.",
      },
      {
        cause: "The key belongs to another cloud, as Zoom for Government.",
        help: "Set `webEndpoint` to the cloud that gave the key out, or use a key of this cloud.",
      },
    ],
    notes: [EXACT],
    sources: [MEASURED, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: 3705,
    surface: "web",
    shows: ["The signature has expired."],
    means: "`exp` lies in the past by Zoom's clock.",
    causes: [
      {
        cause: "The signature was made too early: cached, or fetched when the page was loaded.",
        help: "Sign right before each join.",
      },
      {
        cause: "The signing machine's clock is behind.",
        help: "Synchronise the clock by NTP; compare it with the `Date` header of any Zoom answer.",
      },
      {
        cause: "`exp` is not in seconds since 1970, or was made from local time read as UTC.",
        help: "Compute `exp` as whole seconds since 1970 in UTC, more than 1800 and at most 172800 after `iat`.",
      },
    ],
    notes: [EXACT, "An `iat` in the future is answered as 3712, not as this."],
    sources: [MEASURED, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: 3710,
    surface: "web",
    shows: ["The accounts API Key is deactivated."],
    means: "The key is known, and switched off.",
    causes: [
      {
        cause: "The app was deactivated or the Meeting SDK switched off in it.",
        help: "Activate the app on Zoom's Marketplace and switch on Embed, Meeting SDK.",
      },
      {
        cause: "The account's administrator withdrew the app.",
        help: "Ask the administrator of the account that owns the app.",
      },
    ],
    notes: [EXACT],
    sources: [MEASURED, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: 3711,
    surface: "web",
    shows: ["Cannot not host another meeting concurrently."],
    means: "The signature asks for the host's role in a meeting of another account.",
    causes: [
      {
        cause: "Role 1 without the ZAK of that meeting's host.",
        help: "Join with role 0, or give the ZAK of the host or an alternative host with role 1.",
      },
    ],
    notes: [
      "The text misleads: nothing runs at the same time. Zoom's answer is about hosting in another account, and the SDK shows another sentence for it.",
      EXACT,
    ],
    sources: [MEASURED, ZAK_PAGE],
    knownFrom: "observed",
  },
  {
    code: 3712,
    surface: "web",
    shows: ["Signature is invalid."],
    means: "Zoom refuses the signature and does not say why. At least a dozen mistakes end here.",
    causes: [
      {
        cause: "The secret is another app's, an old one, or carries a quote, space or newline.",
        help: "Copy the client secret again from the app whose client id is signed; diagnose with the secret to see which mistake it is.",
      },
      {
        cause: "The credentials are of the wrong kind: Server-to-Server OAuth, webhook, Video SDK.",
        help: "Use client id and secret of a General app with the Meeting SDK switched on.",
      },
      {
        cause: "`iat` lies ahead of Zoom's clock, by a fast clock or a time zone.",
        help: "Synchronise the clock, sign `iat` 30 seconds back, compute times in UTC. Whole hours of difference mean a time zone.",
      },
      {
        cause: "Times are in milliseconds, or the lifetime is 1800 s or less, or above 172800 s.",
        help: "Sign whole seconds, with `exp` and `tokenExp` two hours after `iat`.",
      },
      {
        cause: "`mn`, `role` or the key claim is missing or misspelt, or `mn` is not the number of `join()`.",
        help: "Sign exactly `appKey`, `sdkKey`, `mn`, `role`, `iat`, `exp`, `tokenExp`.",
      },
      {
        cause:
          "The meeting belongs to another account, and the app is not approved or no ZAK or OBF token came along.",
        help: "Try a meeting of the app's own account. If that works, publish the app and send a ZAK or OBF token.",
      },
      {
        cause: "What was passed is not the signature: quotes around it, a Bearer prefix, another token.",
        help: "Pass the bare string that the signing endpoint returned.",
      },
    ],
    notes: [
      EXACT,
      "The SDK checks neither MAC, times nor meeting number itself; the answer is Zoom's alone.",
      "The same signature can be refused now and accepted a minute later: then the clock is the cause.",
    ],
    sources: [
      MEASURED,
      AUTH_PAGE,
      {
        url: "https://devforum.zoom.us/t/82045",
        says: "A signature was refused now and then until `iat` was moved back.",
        read: "2026-11-24",
      },
      {
        url: "https://devforum.zoom.us/t/131217",
        says: "Server-to-Server credentials gave this code.",
        read: "2026-11-24",
      },
      {
        url: "https://devforum.zoom.us/t/106016",
        says: "Only meetings of other accounts were refused.",
        read: "2026-11-24",
      },
    ],
    knownFrom: "observed",
  },
  {
    code: 3713,
    surface: "web",
    shows: ["No permission."],
    means: "Zoom answers that this app or user may not do this.",
    causes: [
      {
        cause: "The account's or the meeting's settings forbid it to the app.",
        help: "Try a meeting of the app's own account; then ask the host's administrator which apps are allowed.",
      },
    ],
    notes: [EXACT, "Zoom's text has no full stop, the SDK's has."],
    sources: [MEASURED, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: 3714,
    surface: "client-view",
    shows: ["The meeting number is wrong."],
    means: "The meeting number is refused late, after the first answer accepted it.",
    causes: [
      {
        cause: "The number or the passcode does not belong to the meeting.",
        help: "Check the meeting number, and that `passWord` is the meeting's own passcode.",
      },
    ],
    notes: [
      "The bundle reaches it from the media server's reason 3004, which elsewhere stands for a wrong passcode.",
    ],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 3715,
    surface: "client-view",
    shows: [
      "Assistant join meeting been disabled",
      "You cannot control the meeting because another assistant is controlling this meeting.",
    ],
    means: "Joining as an assistant is switched off, or another assistant is there.",
    causes: [
      {
        cause: "The host's settings forbid assistants.",
        help: "Join as a participant, or have the host allow it.",
      },
      { cause: "An assistant is connected already.", help: "End the other session first." },
    ],
    notes: ["Two texts lead to one code, from the first answer and from the media server (reason 103017)."],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
];
