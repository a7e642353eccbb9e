import { BUNDLE, MEASURED, WEB_PAGE } from "./sources.ts";
import type { ZoomError } from "./types.ts";

const EV200 = "Component view reports 200 or 3000 with Zoom's text instead.";
const BY_TEXT =
  "Reached from the server's 3000 by its English text; without the exact text client view shows 1.";
const DESKTOP = "Join in Zoom's own client, or have the administrator allow joining from the browser.";

/** 3603 to 3703 and 13208: what a browser may not join or start. */
export const WEB_REFUSED_ERRORS: readonly ZoomError[] = [
  {
    code: 3603,
    surface: "client-view",
    shows: ["Not support start or join meeting from web."],
    means: "The account or the meeting does not allow web clients.",
    causes: [{ cause: "Joining from the browser is off.", help: DESKTOP }],
    notes: [BY_TEXT, EV200],
    sources: [BUNDLE, WEB_PAGE],
    knownFrom: "zoom-page",
  },
  {
    code: 3604,
    surface: "client-view",
    shows: ["The current sdk version doesn't support webinar, please upgrade to the latest version."],
    means: "The SDK is too old for webinars.",
    causes: [{ cause: "An old SDK.", help: "Upgrade to 5.1.4 or later." }],
    notes: [BY_TEXT, "Measured, component view reports 3000 with this text."],
    sources: [BUNDLE, MEASURED],
    knownFrom: "sdk",
  },
  {
    code: 3606,
    surface: "client-view",
    shows: ["Not support registration webinar"],
    means: "A webinar with registration cannot be joined this way.",
    causes: [
      {
        cause: "The webinar wants registration.",
        help: "Pass the registrant's `tk` and `userEmail`, or join in Zoom's own client.",
      },
    ],
    notes: [BY_TEXT, EV200],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 3608,
    surface: "client-view",
    shows: ["Not support start or join meeting from web, when you chose TSP as his audio in a meeting."],
    means: "The meeting's audio comes from a telephony provider, which web clients cannot join.",
    causes: [
      {
        cause: "TSP audio is chosen for the meeting.",
        help: "Choose computer or Zoom's audio for the meeting.",
      },
    ],
    notes: [BY_TEXT, EV200],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 3609,
    surface: "client-view",
    shows: ["Not allow to start webinar from web."],
    means: "A webinar may not be started from the web.",
    causes: [
      { cause: "The host starts the webinar here.", help: "Start it in Zoom's own client, then join here." },
    ],
    notes: [BY_TEXT, EV200],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 3611,
    surface: "client-view",
    shows: ["Unable join from browser, please join using the Zoom desktop client or mobile app."],
    means: "This meeting is for Zoom's own clients only.",
    causes: [
      {
        cause: "A setting or feature of the meeting, as end-to-end encryption, excludes browsers.",
        help: DESKTOP,
      },
    ],
    notes: [BY_TEXT, EV200],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 3630,
    surface: "client-view",
    shows: [],
    means: "Simulated live webinars are not supported.",
    causes: [{ cause: "The webinar plays a recording.", help: "Join in Zoom's own client." }],
    notes: ["Comes from the server's 3059. Component view reports 200."],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 3701,
    surface: "client-view",
    shows: ["Not support webinar and personal audio conference"],
    means: "Webinars with a personal audio conference are not supported.",
    causes: [
      { cause: "The webinar uses a personal audio conference.", help: "Choose another audio option for it." },
    ],
    notes: [BY_TEXT, EV200],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 3702,
    surface: "client-view",
    shows: ["The meeting host does not exist."],
    means: "The meeting's host does not exist.",
    causes: [{ cause: "The host's user was deleted.", help: "Schedule the meeting with another host." }],
    notes: [BY_TEXT, EV200],
    sources: [BUNDLE, WEB_PAGE],
    knownFrom: "zoom-page",
  },
  {
    code: 3703,
    surface: "client-view",
    shows: ["Invalid meeting ID."],
    means: "The meeting number is not one.",
    causes: [
      {
        cause: "The number carries other characters, or has the wrong length.",
        help: "Pass 9 to 11 digits.",
      },
    ],
    notes: [BY_TEXT, EV200],
    sources: [BUNDLE, WEB_PAGE],
    knownFrom: "zoom-page",
  },
  {
    code: 13208,
    surface: "client-view",
    shows: ["You cannot join this webinar now because it is ended."],
    means: "The simulated live webinar is over.",
    causes: [{ cause: "It has ended.", help: "Nothing to fix; offer the recording." }],
    notes: ["Component view reports 200."],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
];
