import {
  answers,
  type Condition,
  INFO,
  infoAnswers,
  never,
  notThere,
  on,
  PING,
  right,
  socket,
  with_,
} from "./kind.ts";

const JOINED: Condition["ends"] = ["joined", /^joined$/];
const UNREACHABLE: Condition["ends"] = ["zoom-unreachable", /network/];
const YES = { status: true, errorCode: 0, errorMessage: null, result: {} };

/** What happens to requests on their way. */
export const NETWORK: readonly Condition[] = [
  {
    id: "info_never_answers",
    says: "Zoom's first endpoint never answers",
    quick: true,
    order: right,
    prepare: on(INFO, never),
    ends: ["sdk-silent", /network.*first endpoint .* has not answered/],
  },
  {
    id: "info_reset",
    says: "its connection is reset",
    order: right,
    prepare: on(INFO, (route) => route.abort("connectionreset")),
    ends: UNREACHABLE,
  },
  {
    id: "http500",
    says: "it answers 500",
    order: right,
    prepare: on(INFO, answers(500, "text/plain", "")),
    ends: UNREACHABLE,
  },
  { id: "http404", says: "it answers 404", order: right, prepare: on(INFO, notThere), ends: UNREACHABLE },
  {
    id: "html200",
    says: "it answers a page",
    order: right,
    prepare: on(INFO, answers(200, "text/html", "<h1>Proxy</h1>")),
    ends: ["sdk-silent", /first answer came/],
    unlike: { "6.2.0 client": ["zoom-refused", /\| 1 \|/] },
  },
  {
    id: "empty200",
    says: "it answers nothing, with 200",
    quick: true,
    order: right,
    prepare: on(INFO, answers(200, "application/json", "")),
    ends: ["sdk-silent", /first answer came/],
    unlike: { "6.2.0 client": ["zoom-refused", /\| 1 \|/] },
  },
  {
    id: "info_no_cors",
    says: "its answer lacks CORS headers",
    order: right,
    prepare: infoAnswers(YES, ["access-control-allow-origin", "access-control-allow-credentials"]),
    ends: UNREACHABLE,
    // A page cannot see that the browser kept the answer from the SDK, and client view says no more than 1.
    unlike: {
      "6.2.0 client": ["zoom-refused", /\| 1 \|/],
      "3.13.1 client": ["sdk-silent", /first answer came/],
    },
  },
  {
    id: "info_no_corp",
    says: "its answer lacks `cross-origin-resource-policy`, and the page is isolated",
    order: right,
    prepare: infoAnswers(YES, ["cross-origin-resource-policy"]),
    ends: UNREACHABLE,
    // A page cannot see that the browser kept the answer from the SDK, and client view says no more than 1.
    unlike: {
      "6.2.0 client": ["zoom-refused", /\| 1 \|/],
      "3.13.1 client": ["sdk-silent", /first answer came/],
    },
  },
  {
    id: "info_no_corp_not_isolated",
    says: "its answer lacks `cross-origin-resource-policy`, and the page is not isolated",
    order: right,
    query: "?not-isolated",
    prepare: infoAnswers(YES, ["cross-origin-resource-policy"]),
    ends: UNREACHABLE,
    // A page cannot see that the browser kept the answer from the SDK, and client view says no more than 1.
    unlike: {
      "6.2.0 client": ["zoom-refused", /\| 1 \|/],
      "3.13.1 client": ["sdk-silent", /first answer came/],
    },
  },
  {
    id: "ping_hangs",
    says: "the meeting's server never answers",
    quick: true,
    order: right,
    prepare: on(PING, never),
    ends: ["sdk-silent", /meeting's server .* has not answered/],
    unlike: { component: ["zoom-unreachable", /network.*meeting's server .* has not answered/] },
  },
  {
    id: "ping_500",
    says: "the meeting's server answers 500",
    order: right,
    prepare: on(PING, answers(500, "text/plain", "")),
    // It names no page that may read it, as the answer of a proxy.
    ends: ["sdk-silent", /network.*meeting's server .* (?:withheld|500)/],
    unlike: { component: ["zoom-unreachable", /network.*meeting's server .* withheld/] },
  },
  {
    id: "ws_silent",
    says: "the meeting's WebSocket is silent",
    quick: true,
    order: right,
    prepare: socket(() => {}),
    ends: ["sdk-silent", /network.*WebSocket/],
  },
  {
    id: "ws_closes",
    says: "the meeting's WebSocket closes",
    order: right,
    prepare: socket((_, close) => close()),
    ends: ["sdk-silent", /network.*WebSocket/],
  },
  {
    id: "ws_invalid_params",
    says: "the meeting's WebSocket says that its parameters are invalid",
    order: right,
    prepare: socket((send) => void send({ evt: 0, body: { test: "invalid parameters!" }, seq: 1 })),
    ends: ["zoom-refused", /\| 4003 \|/],
    unlike: { client: ["sdk-silent", /WebSocket/] },
  },
];

/** The SDK's own files. */
export const FILES: readonly Condition[] = [
  {
    id: "cdn_default_ok",
    says: "script files from `source.zoom.us` (a stand-in with the npm package's files)",
    quick: true,
    order: with_({ files: "cdn" }),
    ends: JOINED,
  },
  {
    id: "scripts_404",
    says: "the SDK's own script is not there",
    quick: true,
    order: right,
    prepare: on(/\/zoom-meeting/, notThere),
    ends: ["sdk-not-loaded", /network.*zoom-meeting\S+ could not be loaded/],
  },
  {
    id: "cdn_all_404",
    says: "none of the SDK's media files is there",
    quick: true,
    order: right,
    prepare: on(/\/lib\/av\/|\/av\//, notThere),
    ends: ["sdk-not-loaded", /network/],
    unlike: { client: ["sdk-silent", /network.*missing/] },
  },
  {
    id: "cdn_all_hang",
    says: "none of them answers",
    order: right,
    prepare: on(/\/lib\/av\/|\/av\//, never),
    ends: ["sdk-silent", /network/],
  },
  {
    id: "cdn_js_media_404",
    says: "`js_media.min.js` is not there",
    order: right,
    prepare: on(/js_media/, notThere),
    ends: ["sdk-not-loaded", /network/],
    unlike: { client: ["sdk-silent", /network.*(?:assets-blocked|js_media)/] },
  },
  {
    id: "cdn_js_media_hangs",
    says: "`js_media.min.js` never answers",
    order: right,
    prepare: on(/js_media/, never),
    ends: ["sdk-silent", /network/],
    unlike: { client: ["sdk-silent", /assets-blocked|has not answered/] },
  },
  {
    id: "cdn_lang_404",
    says: "the language file is not there",
    order: right,
    prepare: on(/\/lang\//, notThere),
    ends: JOINED,
  },
  {
    id: "assetPath_relative",
    says: "`baseUrl` is relative",
    order: with_({ files: "relative address" }),
    ends: JOINED,
  },
  {
    id: "assetPath_trailing_slash",
    says: "`baseUrl` ends in a slash",
    order: with_({ files: "trailing slash" }),
    ends: JOINED,
  },
];

const policy = (sources: string): string =>
  `?policy=${encodeURIComponent(`script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: https://zoom.us; connect-src 'self' data: blob: ${sources}`)}`;
const POLICY = /network \| content-security-policy/;

/** The page and how it is called. */
export const PAGE: readonly Condition[] = [
  {
    id: "csp_no_zoom_connect",
    says: "content security policy without Zoom",
    quick: true,
    order: right,
    query: policy(""),
    ends: ["rejected-before-join", POLICY],
    unlike: {
      "3.13.1 component": ["zoom-unreachable", POLICY],
      "3.13.1 client": ["sdk-silent", POLICY],
    },
  },
  {
    id: "csp_no_script",
    says: "content security policy without Zoom, for scripts too",
    order: right,
    query: policy("").replace("https%3A%2F%2Fzoom.us", ""),
    ends: ["rejected-before-join", POLICY],
    unlike: { "3.13.1": ["zoom-unreachable", POLICY] },
  },
  {
    id: "csp_no_socket",
    says: "content security policy without Zoom's WebSocket",
    order: right,
    query: policy("https://zoom.us https://*.zoom.us"),
    ends: ["sdk-silent", POLICY],
    unlike: { component: ["zoom-unreachable", POLICY] },
  },
  {
    id: "csp_with_zoom",
    says: "content security policy that allows what a join needs",
    order: right,
    query: policy("https://zoom.us https://*.zoom.us wss://*.zoom.us"),
    ends: JOINED,
  },
  {
    id: "not_isolated",
    says: "page that is not cross-origin isolated",
    order: right,
    query: "?not-isolated",
    ends: JOINED,
  },
  {
    id: "insecure_origin",
    says: "page without https, not on localhost",
    order: right,
    host: "insecure.test",
    ends: ["sdk-failed", /network \| not-a-secure-origin/],
    unlike: { "6.2.0 client": ["sdk-silent", /network \| not-a-secure-origin/], "3.13.1 client": JOINED },
  },
  {
    id: "react_19",
    says: "the SDK bundled with React 19",
    quick: true,
    order: with_({ files: "a module, not loaded", reactVersion: "19.2.0" }),
    ends: ["rejected-before-join", /sdk-version \| react-does-not-fit/],
  },
  {
    id: "join_twice",
    says: "two joins side by side",
    order: with_({ again: "beside" }),
    ends: ["page-not-ready", /page \| another join/],
  },
  {
    id: "two_createClient",
    says: "a second join while in the meeting",
    order: with_({ again: "after" }),
    ends: ["zoom-refused", /joined-twice/],
    unlike: {
      "3.13.1 component": ["sdk-failed", /joined-twice/],
      client: ["sdk-silent", /`init` did not end/],
    },
  },
  {
    id: "aborted",
    says: "aborted by its signal while the SDK joins",
    quick: true,
    order: with_({ abortAt: "joined" }),
    prepare: on(INFO, never),
    ends: ["aborted", /signal/],
  },
];
