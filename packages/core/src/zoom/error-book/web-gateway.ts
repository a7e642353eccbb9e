import { BUNDLE, MEASURED, MEASURED_3, WEB_PAGE } from "./sources.ts";
import type { ZoomError } from "./types.ts";

const LATE =
  "Comes from the media server, after the signature was accepted: the signature is not the cause. Client view may call nothing back at this stage; see the console.";

/** 4000 to 4009: the connection and the state of the meeting, after Zoom accepted the signature. */
export const WEB_GATEWAY_ERRORS: readonly ZoomError[] = [
  {
    code: 4000,
    surface: "web",
    name: "RE_CONNECTING",
    shows: ["Meeting is reconnecting."],
    means: "The connection was lost and is being made again.",
    causes: [{ cause: "The network is unstable.", help: "Wait; the SDK tries again by itself." }],
    notes: [],
    sources: [BUNDLE, WEB_PAGE],
    knownFrom: "zoom-page",
  },
  {
    code: 4001,
    surface: "web",
    name: "DISCONNECT",
    shows: ["Meeting has been disconnected."],
    means: "The connection is lost for good.",
    causes: [
      {
        cause: "The network failed, or a proxy closed the WebSocket.",
        help: "Let `wss://*.zoom.us` through proxy and firewall, then join again with a fresh signature.",
      },
    ],
    notes: [],
    sources: [BUNDLE, WEB_PAGE],
    knownFrom: "zoom-page",
  },
  {
    code: 4003,
    surface: "web",
    name: "INVALID_PARAMETER",
    shows: [
      "Invalid parameter",
      "meetingNumber length > 12",
      "userName length > 128 or userName is empty",
      "signatrue length error, 0 < length < 150",
      "apiKey or sdkKey only need one, and can't empty",
    ],
    means: "A value given to `join()` is missing, too long or malformed.",
    causes: [
      {
        cause: "The meeting number carries spaces or dashes, and so has more than 12 characters.",
        help: "Pass digits only.",
      },
      { cause: "`userName` is empty or longer than 128 characters.", help: "Pass 1 to 128 characters." },
      { cause: "`userEmail` is not an address.", help: "Pass a valid address, or leave the key out." },
      {
        cause: "Up to 3.x: `sdkKey` is missing from `join()`, or the signature is empty.",
        help: "Pass `sdkKey` and the signature, or upgrade to 5.1.4 or later, which takes no `sdkKey`.",
      },
    ],
    versions: "The signature and sdkKey texts were seen in 3.13.1; from 4.0.0 `join()` takes no `sdkKey`.",
    notes: [
      "Client view checks these itself. Component view shows 4003 when the media server answers that a parameter is invalid.",
    ],
    sources: [MEASURED, MEASURED_3, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: 4004,
    surface: "web",
    name: "SESSION_ENDED",
    shows: ["The meeting has been ended", "meeting ended"],
    means: "The meeting is over.",
    causes: [
      { cause: "The host ended it.", help: "Nothing to fix; offer the next meeting." },
      {
        cause:
          "The join was cut off by the page, as by patched promises (Angular zones) or a broken isolation.",
        help: "Join outside of the framework's zone and check `crossOriginIsolated`.",
      },
    ],
    notes: [LATE],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 4005,
    surface: "web",
    shows: ["Meeting capacity has been reached", "meeting is at capacity"],
    means: "The meeting is full.",
    causes: [
      { cause: "The host's licence allows no more people.", help: "Have the host raise the capacity." },
    ],
    notes: [LATE],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 4006,
    surface: "web",
    name: "SESSION_LOCKED",
    shows: ["The meeting has been locked", "meeting locked"],
    means: "The host locked the meeting.",
    causes: [{ cause: "The host let nobody else in.", help: "Ask the host to unlock it, then join again." }],
    notes: [LATE],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 4007,
    surface: "web",
    name: "SESSION_IB_BLOCKED",
    shows: ["Reject for information barriers", "reject for information barriers"],
    means: "An information barrier between accounts or groups forbids the join.",
    causes: [
      { cause: "An administrator's policy.", help: "Ask the administrator of either account to change it." },
    ],
    notes: [LATE],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 4008,
    surface: "web",
    name: "SESSION_PARTICIPANT_EXIST",
    shows: ["Participant exist", "participant exist"],
    means: "The same participant is in the meeting already.",
    causes: [
      {
        cause: "A second tab or device uses the same `customerKey`.",
        help: "Give each participant a key of its own.",
      },
      { cause: "An earlier session has not ended yet.", help: "Leave first, wait, join again." },
    ],
    notes: [LATE],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 4009,
    surface: "client-view",
    shows: ["The server encountered an internal error and was unable to process your request."],
    means: "Zoom's media server failed.",
    causes: [{ cause: "Trouble at Zoom.", help: "Try again; look at status.zoom.us." }],
    notes: [LATE],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
];
