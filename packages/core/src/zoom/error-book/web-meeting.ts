import { BUNDLE, MEASURED, WEB_PAGE, ZAK_PAGE } from "./sources.ts";
import type { ZoomError } from "./types.ts";

const EV200 = "Component view reports 200 with Zoom's text instead.";
const SWAPPED =
  "Zoom's page has the names of 3000 and 3005 swapped; the SDK's own list is followed here, and the page's descriptions agree with it.";

/** 3000 to 3010: the state of the meeting. */
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
    notes: [],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
];
