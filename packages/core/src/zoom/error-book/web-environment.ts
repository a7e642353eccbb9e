import { BUNDLE, WEB_PAGE } from "./sources.ts";
import type { ZoomError } from "./types.ts";

/** 3621 to 3635 and 10000: network, files, rates, the version of the SDK. */
export const WEB_ENVIRONMENT_ERRORS: readonly ZoomError[] = [
  {
    code: 3621,
    surface: "web",
    name: "RWC_EMPTY",
    shows: ["Could not get a response from the web server.", "No response from web, try again later."],
    means: "No answer from Zoom's web server.",
    causes: [
      {
        cause: "Network, proxy or firewall.",
        help: "Let `https://*.zoom.us` and `wss://*.zoom.us` through.",
      },
      { cause: "A content security policy.", help: "Allow both in `connect-src`." },
    ],
    notes: [],
    sources: [BUNDLE, WEB_PAGE],
    knownFrom: "zoom-page",
  },
  {
    code: 3622,
    surface: "web",
    name: "RWC_ERROR",
    shows: ["Could not connect to Web Server error."],
    means: "Zoom's web server cannot be reached.",
    causes: [
      {
        cause: "Network, proxy or firewall.",
        help: "Let `https://*.zoom.us` and `wss://*.zoom.us` through.",
      },
      { cause: "A content security policy.", help: "Allow both in `connect-src`." },
    ],
    notes: [],
    sources: [BUNDLE, WEB_PAGE],
    knownFrom: "zoom-page",
  },
  {
    code: 3633,
    surface: "web",
    name: "FREQUENT_CALL",
    shows: ["You have reached the API limit for this call."],
    means: "`join()` was called again too soon.",
    causes: [
      {
        cause: "Called twice within 10 seconds, as by a double click or React's strict mode.",
        help: "Call it once; guard the effect; wait 10 seconds.",
      },
    ],
    notes: ["Client view logs it, and only with `sdkDebug`: the second call may stay unanswered."],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 3634,
    surface: "web",
    name: "FREQUENT_JOIN",
    shows: ["You be limit by zoom, need to check recaptcha."],
    means: "Zoom throttles this address and wants a captcha.",
    causes: [
      {
        cause: "Many joins from one address or key.",
        help: "Join less often; wait; spread tests over time.",
      },
    ],
    notes: [],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 3635,
    surface: "web",
    name: "WASM_FAIL",
    shows: ["Download wasm files error, please check your network and firewall."],
    means: "The media files did not load within about two minutes.",
    causes: [
      {
        cause: "`source.zoom.us` is blocked by network or policy.",
        help: "Let it through, or serve the SDK's `dist/lib` yourself.",
      },
      {
        cause: "The library's address is relative or wrong.",
        help: "Give an absolute address to `setZoomJSLib` or `assetPath`.",
      },
    ],
    notes: [],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 10000,
    surface: "web",
    name: "UPDATE",
    shows: ["The current sdk version is no longer supported, please upgrade to the latest version."],
    means: "Zoom no longer serves this version of the SDK.",
    causes: [
      { cause: "The SDK is below the minimum that Zoom enforces.", help: "Upgrade to 5.1.4 or later." },
    ],
    notes: [],
    sources: [BUNDLE, WEB_PAGE],
    knownFrom: "zoom-page",
  },
];
