import { BUNDLE, MEASURED, MEASURED_3 } from "./sources.ts";
import type { ZoomError } from "./types.ts";

/** 5000 to 5013: what component view refuses by itself; the permissions stand in component-view-later.ts. */
export const COMPONENT_VIEW_CLIENT_ERRORS: readonly ZoomError[] = [
  {
    code: 5000,
    surface: "component-view",
    name: "CLIENT_PLATFORM_UNSUPPORTED",
    shows: [],
    means: "The browser lacks what the SDK needs.",
    causes: [
      {
        cause: "An old or mobile browser; component view is for desktops.",
        help: "Use a current desktop browser, or client view.",
      },
    ],
    notes: [],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 5001,
    surface: "component-view",
    name: "CLIENT_DEPENDENT_ASSETS_INACCESSIBLE",
    shows: ["dependent assets are not accessible"],
    means: "The SDK's media script did not load.",
    causes: [
      {
        cause: "`source.zoom.us` is blocked by network, blocker or policy.",
        help: "Let it through and allow it in `script-src`.",
      },
      {
        cause: "`assetPath` is relative or wrong.",
        help: "Give an absolute address of the SDK's `dist/lib/av`.",
      },
    ],
    versions: "From 6.0 it tries a second CDN host first. 3.13.1 says INVALID_PARAMETERS with the same text.",
    notes: ["Client view calls nothing back when all its files are missing."],
    sources: [MEASURED],
    knownFrom: "observed",
  },
  {
    code: 5002,
    surface: "component-view",
    name: "CLIENT_SESSION_STATE_CLOSED",
    shows: [],
    means: "The call needs a meeting, and there is none.",
    causes: [{ cause: "Called before the join or after the leave.", help: "Wait until `join()` resolves." }],
    notes: [],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 5003,
    surface: "component-view",
    name: "CLIENT_SESSION_STATE_RECONNECTING",
    shows: [],
    means: "The call cannot be made while the connection is made again.",
    causes: [{ cause: "Called during a reconnect.", help: "Wait for `connection-change` to say connected." }],
    notes: [],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 5004,
    surface: "component-view",
    name: "CLIENT_SESSION_STATE_ON_HOLD",
    shows: [],
    means: "The person is in the waiting room or on hold.",
    causes: [{ cause: "The host has not let the person in.", help: "Wait for the host." }],
    notes: [],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 5005,
    surface: "component-view",
    name: "CLIENT_SESSION_NOT_WEBINAR",
    shows: [],
    means: "The call is for webinars only.",
    causes: [{ cause: "A webinar's call in a meeting.", help: "Ask first whether it is a webinar." }],
    notes: [],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 5011,
    surface: "component-view",
    name: "CLIENT_MISMATCH_USER",
    shows: [],
    means: "No participant has this id.",
    causes: [
      {
        cause: "The participant left, or the id is another's.",
        help: "Take the id from the current list of participants.",
      },
    ],
    notes: [],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 5012,
    surface: "component-view",
    name: "CLIENT_DUPLICATED_JOIN",
    shows: ["Duplicated join operation"],
    means: "`join()` was called while another join runs.",
    causes: [
      {
        cause: "A double click, or an effect that runs twice as in React's strict mode.",
        help: "Keep one promise and reuse it.",
      },
    ],
    notes: [],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 5013,
    surface: "component-view",
    name: "CLIENT_INVALID_JOIN_PARAMETER",
    shows: ["Invalid apiKey/sdkKey and/or signature"],
    means: "The signature, or the key up to 3.x, is missing.",
    causes: [
      {
        cause: "The signature is undefined, null or empty: the request for it was not awaited, or failed.",
        help: "Await the signing endpoint and pass its `signature`.",
      },
      { cause: "Up to 3.x: `sdkKey` is missing.", help: "Pass `sdkKey`, or upgrade to 5.1.4 or later." },
    ],
    versions:
      "3.13.1 rejects with the type INVALID_OPERATION and this text; 6.2.0 throws a TypeError for such a signature before it gets here.",
    notes: [],
    sources: [MEASURED_3, BUNDLE],
    knownFrom: "observed",
  },
];
