import { AUTH_PAGE, BUNDLE, MEASURED, WEB_PAGE } from "./sources.ts";
import type { ZoomError } from "./types.ts";

const EV200 = "Component view reports 200 with Zoom's text instead.";

/** 3032 to 3265: sign-in, registration and tokens that a meeting asks for. */
export const WEB_ADMISSION_ERRORS: readonly ZoomError[] = [
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
    notes: ['Comes from the server\'s text "Not support start meeting via tokens". Shown alike with 3623.'],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
];
