import { AUTH_PAGE, BUNDLE, MEASURED, WEB_PAGE, ZAK_PAGE } from "./sources.ts";
import type { ZoomError } from "./types.ts";

const EV200 = "Component view reports 200 with Zoom's text instead.";
const SWAPPED =
  "Zoom's page has the names of 3000 and 3005 swapped; the SDK's own list is followed here, and the page's descriptions agree with it.";

/** 3000 to 3136: the state of the meeting and what it asks of who joins. */
export const WEB_MEETING_ERRORS: readonly ZoomError[] = [
  {
    code: 3000,
    surface: "web",
    name: "ANOTHER_MEETING_RUNNING",
    shows: ["Already has other meetings in progress."],
    means: "The host has another meeting running.",
    causes: [
      {
        cause: "The host started a second meeting.",
        help: "End the other meeting, or have another user host.",
      },
      {
        cause: "In component view: any of Zoom's refusals that come under 3000, told apart by the text only.",
        help: "Read `reason`: it carries Zoom's text, as that the SDK is too old for webinars.",
      },
    ],
    rules: [],
    notes: [SWAPPED, "Client view makes 1 of it when it does not know the text."],
    sources: [MEASURED, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: 3001,
    surface: "web",
    name: "ERROR_NOT_EXIST",
    shows: ["Meeting does not exist."],
    means: "There is no such meeting.",
    causes: [
      { cause: "The number is wrong.", help: "Compare it with the invitation." },
      { cause: "The meeting was deleted or has expired.", help: "Schedule a new one." },
    ],
    rules: [],
    notes: [
      "The SDK lists 3001, and shows 3610 (client view) or 200 (component view) for it. In the REST API 3001 is its own.",
    ],
    sources: [BUNDLE, WEB_PAGE],
    knownFrom: "zoom-page",
  },
  {
    code: 3003,
    surface: "client-view",
    name: "ERROR_NOT_HOST",
    shows: ["You are not the meeting host."],
    means: "Role 1 was asked for by someone who is not the host.",
    causes: [
      { cause: "Role 1 without the host's ZAK.", help: "Give the host's ZAK with role 1, or sign role 0." },
    ],
    rules: [],
    notes: [EV200],
    sources: [MEASURED, ZAK_PAGE, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: 3004,
    surface: "web",
    name: "WRONG_MEETING_PASSWORD",
    shows: ["Meeting Passcode wrong.", "incorrect passcode"],
    silentIn: ["client-view"],
    means: "The passcode is missing or wrong.",
    causes: [
      { cause: "The passcode is not the meeting's.", help: "Use `password` of `GET /v2/meetings/{id}`." },
      {
        cause: "The `pwd` of an invite link was used, which is encrypted in most links.",
        help: "Use the passcode that the invitation shows as text.",
      },
      {
        cause: "It was passed under the other view's name.",
        help: "`passWord` in client view, `password` in component view.",
      },
    ],
    rules: [],
    notes: [
      'Client view calls nothing back: it shows its own passcode prompt or stays at "Joining Meeting...". Let a watchdog ask for the passcode.',
    ],
    sources: [MEASURED, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: 3005,
    surface: "client-view",
    name: "EMAIL_REQUIRED",
    shows: ["Email is missing to attend webinar.", "User email is required."],
    means: "A webinar wants the e-mail address of who joins.",
    causes: [{ cause: "`userEmail` was not given.", help: "Pass `userEmail` to `join()`." }],
    rules: [],
    notes: [
      SWAPPED,
      EV200,
      "At the media server stage the bundle reads the server's 3005 as another meeting running (3000).",
    ],
    sources: [MEASURED, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: 3008,
    surface: "web",
    name: "MEETING_NOT_START",
    shows: ["Meeting has not started"],
    means: "The host is not there yet and nobody may come in before.",
    causes: [
      {
        cause: "A participant joins before the host, and joining before the host is off.",
        help: "Wait and try again, or switch on `join_before_host` for the meeting.",
      },
      {
        cause: "The host's page signs role 0.",
        help: "Sign role 1 for the host, with the host's ZAK where the account is another.",
      },
    ],
    rules: [],
    notes: [
      "Client view 6.2.0 gave 1 and 3.13.1 nothing, with a stand-in whose answer was short; with Zoom's full answer expect 3008 or its page that waits for the host.",
    ],
    sources: [MEASURED, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: 3009,
    surface: "web",
    name: "BE_REMOVED",
    shows: ["Be removed.", "user has been removed"],
    means: "This person was removed from the meeting before.",
    causes: [
      {
        cause: "The host removed the participant.",
        help: "Have the host allow removed participants to rejoin.",
      },
    ],
    rules: [],
    notes: [],
    sources: [BUNDLE, WEB_PAGE],
    knownFrom: "zoom-page",
  },
  {
    code: 3010,
    surface: "component-view",
    name: "SESSION_ROLE_TYPE_ERROR",
    shows: [],
    means: "The role is missing or not accepted.",
    causes: [{ cause: "`role` is missing from the signature.", help: "Sign `role` as the number 0 or 1." }],
    rules: [],
    notes: [],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 3032,
    surface: "client-view",
    name: "DENIED_REGISTER_WITH_PANELIST",
    shows: ["Denied register use panelist email."],
    means: "A panelist's e-mail address was used to register as an attendee.",
    causes: [
      {
        cause: "The address belongs to a panelist.",
        help: "Join by the panelist's own link, or use another address.",
      },
    ],
    rules: [],
    notes: [
      "The SDK lists 3032; measured, client view shows this text with code 3100. Component view reports 200.",
    ],
    sources: [MEASURED, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: 3034,
    surface: "web",
    name: "ERROR_WEBINAR_ENFORCE_LOGIN",
    shows: [],
    means: "The webinar admits only who is signed in to Zoom.",
    causes: [{ cause: "No ZAK was given.", help: "Pass the ZAK of the Zoom user who joins." }],
    rules: [],
    notes: [],
    sources: [BUNDLE, WEB_PAGE],
    knownFrom: "zoom-page",
  },
  {
    code: 3051,
    surface: "web",
    shows: ["Require login"],
    silentIn: ["client-view"],
    means: "The meeting admits only who is signed in to Zoom.",
    causes: [
      {
        cause: "The meeting requires authentication and no ZAK was given.",
        help: "Pass the ZAK of the user who joins.",
      },
      {
        cause: "The ZAK is the token of another kind, fetched without `type`.",
        help: "Ask `GET /v2/users/me/token?type=zak`.",
      },
    ],
    rules: [],
    notes: [
      "Component view rejects with a `url` to sign in at; client view opens its own sign-in window instead of calling back, by its code.",
    ],
    sources: [MEASURED, AUTH_PAGE],
    knownFrom: "observed",
  },
  {
    code: 3052,
    surface: "web",
    shows: ["Require login"],
    means: "The meeting admits only users of certain domains or accounts.",
    causes: [
      {
        cause: "The authentication profile wants another sign-in than the one given.",
        help: "Pass the ZAK of a user whom the profile admits.",
      },
    ],
    rules: [],
    notes: [],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 3082,
    surface: "client-view",
    name: "NEED_REAL_NAME",
    shows: ["Require login"],
    means: "The account's policy wants a verified name.",
    causes: [{ cause: "The account enforces real names.", help: "Join with the ZAK of a verified user." }],
    rules: [],
    notes: [EV200, "The bundle reads the server's 3501 and 3502 as this."],
    sources: [BUNDLE, WEB_PAGE],
    knownFrom: "zoom-page",
  },
  {
    code: 3099,
    surface: "web",
    name: "REGISTER_REQUIRED",
    shows: ["This meeting requires registration.", "This webinar requires registration."],
    silentIn: ["client-view"],
    means: "Only registered people may join.",
    causes: [
      {
        cause: "`tk` was not given.",
        help: "Register the person and pass `tk`, the `tk` of their own `join_url`, with the same `userEmail`.",
      },
      {
        cause: "The registrant's id was given as `tk`.",
        help: "Take `tk` out of the query of the registrant's `join_url`.",
      },
    ],
    rules: [],
    notes: [
      "Client view calls nothing back and shows its own registration page. Component view rejects with a `url`.",
    ],
    sources: [MEASURED, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: 3100,
    surface: "client-view",
    name: "LOGIN_REQUIRED",
    shows: ["Require login", "Denied register use panelist email."],
    means: "The meeting admits only who is signed in to Zoom.",
    causes: [
      {
        cause: "The meeting requires authentication and no ZAK was given.",
        help: "Pass the ZAK of the user who joins.",
      },
      {
        cause: "With the text about a panelist's address: see 3032.",
        help: "Use the panelist's link or another address.",
      },
    ],
    rules: [],
    notes: [EV200],
    sources: [MEASURED, AUTH_PAGE, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: 3110,
    surface: "web",
    shows: [],
    means: "Zoom wants a captcha solved.",
    causes: [
      {
        cause: "Many joins from one address.",
        help: "Slow down, and join with a ZAK where people have Zoom users.",
      },
    ],
    rules: [],
    notes: [],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 3116,
    surface: "client-view",
    shows: ["Dont' support sign in webinar"],
    means: "This webinar's sign-in is not supported by the SDK.",
    causes: [
      {
        cause: "The webinar asks for a sign-in the SDK cannot show.",
        help: "Join with the registrant's `tk`, or in Zoom's own client.",
      },
    ],
    rules: [],
    notes: [],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 3135,
    surface: "client-view",
    name: "ERROR_PANELIST_NEED_TK",
    shows: ["require tk parameter to join as a panelist"],
    silentIn: ["client-view"],
    means: "A panelist has to come with the `tk` of the panelist's own link.",
    causes: [
      {
        cause: "`tk` was not given.",
        help: "Pass the `tk` of the panelist's `join_url`, with the panelist's `userEmail`.",
      },
    ],
    rules: [],
    notes: ["Client view calls nothing back.", EV200],
    sources: [MEASURED, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: 3136,
    surface: "web",
    shows: ["Token error", "Not support start meeting via tokens"],
    means: "The server's own number for a refused ZAK; the SDK shows another.",
    causes: [
      {
        cause: "The ZAK is expired, or does not fit the role.",
        help: "Fetch a fresh ZAK of the host and sign role 1.",
      },
    ],
    rules: [],
    notes: ["Client view makes 3623, 3624 or 3265 of it by the text, else 1. Component view reports 200."],
    sources: [MEASURED],
    knownFrom: "observed",
  },
  {
    code: 3265,
    surface: "client-view",
    shows: ["Token error"],
    means: "The meeting cannot be started with the token given.",
    causes: [
      {
        cause: "A token that only joins was used to start.",
        help: "Start with role 1 and the ZAK of the host or an alternative host.",
      },
    ],
    rules: [],
    notes: ['Comes from the server\'s text "Not support start meeting via tokens". Shown alike with 3623.'],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
];
