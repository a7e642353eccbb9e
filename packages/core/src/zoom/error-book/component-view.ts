import { BUNDLE, MEASURED, OBF_FAQ, WEB_PAGE } from "./sources.ts";
import type { ZoomError } from "./types.ts";

/** Small numbers, 200 and -3000, which mean something else in client view or are not there. */
export const COMPONENT_VIEW_ERRORS: readonly ZoomError[] = [
  {
    code: 1,
    surface: "component-view",
    name: "OPERATION_TIMEOUT",
    shows: [],
    means: "An operation took too long.",
    causes: [
      {
        cause: "With an OBF token: its user is not in the meeting yet.",
        help: "Wait for the user, then try again, with an end.",
      },
      { cause: "A slow or filtered network.", help: "Let `wss://*.zoom.us` through proxy and firewall." },
    ],
    notes: ['Reported from 5.0.0 as a repeated "Failed to join" until the OBF token\'s user is there.'],
    sources: [
      BUNDLE,
      OBF_FAQ,
      {
        url: "https://devforum.zoom.us/t/141997",
        says: "A join with an OBF token failed again and again until its user joined.",
        read: "2026-11-24",
      },
    ],
    knownFrom: "reports",
  },
  {
    code: 2,
    surface: "component-view",
    name: "INTERNAL_ERROR",
    shows: [],
    means: "The SDK failed inside.",
    causes: [
      { cause: "Not known from outside.", help: "Read `reason` and the console; try the newest SDK." },
    ],
    notes: [],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 3,
    surface: "component-view",
    name: "OPERATION_CANCELLED",
    shows: ["RECONNECTING_MEETING"],
    means: "The join was given up, because the connection to the media server never came or broke.",
    causes: [
      {
        cause: "The WebSocket is blocked or closed on the way.",
        help: "Let `wss://*.zoom.us` through proxy, firewall and `connect-src`.",
      },
      { cause: "Zoom's media server did not answer.", help: "Join again with a fresh signature." },
    ],
    notes: ["Client view's 3 is about the join's parameters."],
    sources: [MEASURED],
    knownFrom: "observed",
  },
  {
    code: -1,
    surface: "component-view",
    shows: ["zoomAppRoot cannot be falsy"],
    means: "The element to draw in is missing.",
    causes: [
      {
        cause: "`zoomAppRoot` is null: the element is not in the page yet.",
        help: "Call `init()` after the element exists, as in an effect with a ref.",
      },
    ],
    notes: ["Client view has another -1."],
    sources: [MEASURED],
    knownFrom: "observed",
  },
  {
    code: 200,
    surface: "component-view",
    name: "FAIL",
    shows: [
      "Fail to join the meeting.",
      "connection error",
      "Meeting does not exist.",
      "Invalid access token",
    ],
    means: "Anything component view has no code for. `reason` tells more than the code.",
    causes: [
      {
        cause: '"Meeting does not exist.": wrong number, or a deleted or expired meeting.',
        help: "Check the number with the invite link.",
      },
      {
        cause: "A refusal client view has a code for: no host, no registration, sign-in, token.",
        help: "Look the text in `reason` up.",
      },
      {
        cause:
          "The meeting belongs to another account, and the app is not approved or brought no ZAK or OBF token.",
        help: "Try a meeting of the app's own account; then publish the app and send one of the tokens.",
      },
      {
        cause: '"connection error": the step after the first answer failed.',
        help: "Let `https://*.zoom.us` and `wss://*.zoom.us` through.",
      },
    ],
    notes: [
      "Where Zoom answers its own 200 with an unknown text, that text is lost; client view keeps it in `result`.",
    ],
    sources: [MEASURED, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: -3000,
    surface: "component-view",
    shows: ["connection error"],
    means: "The first request to Zoom failed.",
    causes: [
      { cause: "Network, proxy or firewall.", help: "Look at `/api/v1/wc/info` in the network tab." },
      { cause: "A content security policy.", help: "Allow `https://*.zoom.us` in `connect-src`." },
      { cause: "`webEndpoint` is wrong or has a port.", help: "Give a host name alone, as `zoom.us`." },
      { cause: "Zoom answered with an HTTP error.", help: "Try again later." },
    ],
    notes: [
      "The same is 1 in client view. An empty or HTML answer settles nothing at all.",
      "On HTTP 5xx, by its code, it asks again by a script request that carries the signature in the address.",
    ],
    sources: [MEASURED],
    knownFrom: "observed",
  },
];
