import { BUNDLE, MEASURED, WEB_PAGE } from "./sources.ts";
import type { ZoomError } from "./types.ts";

/** Small numbers and 403, which mean something else in component view. */
export const CLIENT_VIEW_ERRORS: readonly ZoomError[] = [
  {
    code: 0,
    surface: "client-view",
    name: "SUCCESS",
    shows: ["Successfully joined the meeting."],
    means: "It worked.",
    causes: [{ cause: "The call succeeded.", help: "Nothing to fix." }],
    notes: [],
    sources: [BUNDLE, WEB_PAGE],
    knownFrom: "zoom-page",
  },
  {
    code: 1,
    surface: "client-view",
    name: "FAIL",
    shows: ["Fail to join the meeting.", "Supported Browsers"],
    means: "Anything the SDK has no code for. `result` may keep what Zoom answered.",
    causes: [
      {
        cause: "Zoom answered with a text the SDK does not know.",
        help: "Read `result` beside `errorMessage`: it keeps Zoom's own text.",
      },
      {
        cause:
          "The request did not reach Zoom: network, proxy, content security policy, wrong `webEndpoint`. Then `result` is null.",
        help: "Look at `/api/v1/wc/info` in the network tab; allow `https://*.zoom.us` in `connect-src`; give `webEndpoint` as a host name without a port.",
      },
      {
        cause:
          "The meeting belongs to another account, and the app is not approved or brought no ZAK or OBF token.",
        help: "Try a meeting of the app's own account; then publish the app and send one of the tokens.",
      },
      {
        cause: "The browser is not supported; the text then lists those that are.",
        help: "Use one of the last two versions of Chrome, Edge, Firefox or Safari.",
      },
    ],
    notes: ["The same trouble is 200 or -3000 in component view."],
    sources: [MEASURED, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: -1,
    surface: "client-view",
    shows: [],
    means: "The browser's storage cannot be used.",
    causes: [
      {
        cause: "Cookies or storage are blocked, as in a third-party frame.",
        help: "Allow storage for the page, or open it in a window of its own.",
      },
    ],
    notes: ["Component view has another -1."],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 2,
    surface: "client-view",
    name: "MEETING_NOT_INIT",
    shows: ["Meeting not initialized."],
    silentIn: ["client-view"],
    means: "`join()` was called before `init()` had finished.",
    causes: [
      {
        cause: "`join()` does not wait for `init()`.",
        help: "Call `join()` in the `success` callback of `ZoomMtg.init`.",
      },
    ],
    notes: ["Zoom's page promises this code; measured, 6.2.0 and 3.13.1 call nothing back at all."],
    sources: [WEB_PAGE, MEASURED],
    knownFrom: "zoom-page",
  },
  {
    code: 3,
    surface: "client-view",
    name: "NOT_SUPPORT",
    shows: ["Join parameters: password are invalid!", "Error Code: 3"],
    means: "The object given to `join()` has a key that client view does not know.",
    causes: [
      {
        cause: "`password` instead of `passWord`.",
        help: "Client view's key is `passWord`, with a capital W.",
      },
      { cause: "A key of something else, as `role`.", help: "Remove it; the role stands in the signature." },
      { cause: "`apiKey`, which is gone since 2.7.0.", help: "Remove it." },
      { cause: "`obfToken` with an SDK below 5.0.0.", help: "Upgrade to 5.1.4 or later." },
    ],
    notes: ["The text names the key in the way."],
    sources: [MEASURED, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: 403,
    surface: "client-view",
    name: "SERVICE_OFFLINE",
    shows: ["The service is temporarily offline."],
    means: "Zoom's service answers that it is off.",
    causes: [
      { cause: "Trouble at Zoom.", help: "Try again; look at status.zoom.us." },
      { cause: "A proxy answers in Zoom's place.", help: "Try from another network." },
    ],
    notes: ["The bundle reads the server's 404 as this too. Component view reports 200."],
    sources: [MEASURED, WEB_PAGE],
    knownFrom: "observed",
  },
];
