import { createHmac } from "node:crypto";
import type { JoinErrorCode } from "@countersign/join";
import type { Page, Route } from "playwright-core";
import type { Order } from "./order.ts";
import { app, MEETING, sign } from "./stand.ts";

export const COMBINATIONS = [
  { view: "component", version: "6.2.0" },
  { view: "client", version: "6.2.0" },
  { view: "component", version: "3.13.1" },
  { view: "client", version: "3.13.1" },
] as const satisfies readonly Pick<Order, "view" | "version">[];

export interface Condition {
  /** Under which `BARE` knows it. */
  readonly id: string;
  readonly says: string;
  /** Tried in every run: one of each kind. */
  readonly quick?: true;
  readonly order: () => Omit<Order, "view" | "version">;
  readonly prepare?: (page: Page) => Promise<void>;
  /** Query of the page's address. */
  readonly query?: string;
  /** Seconds that the stand-in's clock is ahead. */
  readonly ahead?: number;
  /** The codes it may end in: views and versions differ in what they notice. */
  readonly ends: readonly ("joined" | JoinErrorCode)[];
}

const endpoint = (name: string) => (): Omit<Order, "view" | "version"> => ({
  give: { endpoint: `/sign/${name}` },
});
const signature =
  (make: () => string, more: Partial<Order> = {}) =>
  (): Omit<Order, "view" | "version"> => ({
    give: { signature: make() },
    ...more,
  });
const special = (name: "undefined" | "null" | "object" | "promise" | "function") => () => ({
  give: { special: name },
});

/** A token of any payload, with the right MAC. */
function token(change: (claims: Record<string, unknown>) => Record<string, unknown>): string {
  const [header = "", payload = ""] = sign().split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
  const signed = `${header}.${Buffer.from(JSON.stringify(change(claims))).toString("base64url")}`;
  return `${signed}.${createHmac("sha256", app.sdkSecret).update(signed).digest("base64url")}`;
}

const INFO = /\/api\/v1\/wc\/info/;
const PING = /\/wc\/ping\//;
const never = (): void => {};
const on = (address: RegExp, what: (route: Route) => unknown) => async (page: Page) => {
  await page.route(address, what);
};
const answers =
  (status: number, contentType: string, body: string) =>
  (route: Route): Promise<void> =>
    route.fulfill({
      status,
      contentType,
      body,
      headers: {
        "access-control-allow-origin": route.request().headers().origin ?? "*",
        "access-control-allow-credentials": "true",
        "cross-origin-resource-policy": "cross-origin",
      },
    });
const notThere = answers(404, "text/plain", "");
const socket = (what: "silent" | "closes") => async (page: Page) => {
  await page.routeWebSocket(/\/wc\/api\//, (ws) => {
    if (what === "closes") void ws.close();
  });
};

const REJECTED = ["rejected-before-join"] as const;
const SDK = ["sdk-silent", "zoom-unreachable", "zoom-refused", "sdk-failed"] as const;
const right = endpoint("right");

/** Good joins are tested by themselves. */
export const CONDITIONS: readonly Condition[] = [
  {
    id: "sig_undefined",
    says: "signature: `undefined`",
    quick: true,
    order: special("undefined"),
    ends: REJECTED,
  },
  { id: "sig_null", says: "signature: `null`", order: special("null"), ends: REJECTED },
  { id: "sig_empty", says: "signature: an empty text", order: signature(() => ""), ends: REJECTED },
  {
    id: "sig_object",
    says: "signature: the endpoint's whole answer",
    order: special("object"),
    ends: REJECTED,
  },
  { id: "sig_promise", says: "signature: the text of a promise", order: special("promise"), ends: REJECTED },
  { id: "sig_function", says: "signature: a function", order: special("function"), ends: REJECTED },
  {
    id: "sig_garbage",
    says: "signature: no JWT",
    quick: true,
    order: signature(() => "garbage"),
    ends: REJECTED,
  },
  {
    id: "sig_garbage_dots",
    says: "signature: three parts of nothing",
    order: signature(() => "a.b.c"),
    ends: REJECTED,
  },
  {
    id: "legacy",
    says: "signature: the base64 format from before JWT",
    quick: true,
    order: signature(() =>
      Buffer.from(`${app.sdkKey}.${MEETING}.1763949600000.0.c2lnbmF0dXJlLW9mLXRoZS1vbGQ=`).toString("base64"),
    ),
    ends: REJECTED,
  },
  {
    id: "sig_quoted_json",
    says: "signature in quotes",
    order: signature(() => JSON.stringify(sign())),
    ends: REJECTED,
  },
  {
    id: "sig_bearer_prefix",
    says: "signature behind `Bearer`",
    order: signature(() => `Bearer ${sign()}`),
    ends: REJECTED,
  },
  {
    id: "sig_no_key_claim",
    says: "signature without `appKey` and `sdkKey`",
    order: signature(() => token(({ appKey: _, sdkKey: __, ...rest }) => rest)),
    ends: REJECTED,
  },
  {
    id: "sig_mn_mismatch",
    says: "signature for another meeting",
    order: signature(() => sign({ meetingNumber: "87270695529" })),
    ends: REJECTED,
  },
  {
    id: "sig_exp_in_ms",
    says: "times in milliseconds",
    order: signature(() =>
      token((claims) => ({ ...claims, exp: Date.now() + 7_200_000, tokenExp: Date.now() + 7_200_000 })),
    ),
    ends: REJECTED,
  },
  {
    id: "sig_no_mn_no_role",
    says: "signature without `mn` and `role`",
    order: signature(() => token(({ mn: _, role: __, ...rest }) => rest)),
    ends: REJECTED,
  },
  {
    id: "sig_expired_long_ago",
    says: "signature that expired, twice, by the endpoint's own clock",
    quick: true,
    order: endpoint("expired"),
    ends: REJECTED,
  },
  {
    id: "sig_expired",
    says: "Zoom says expired, twice",
    ahead: 3 * 3600,
    quick: true,
    order: right,
    ends: ["zoom-refused"],
  },
  {
    id: "sig_invalid",
    says: "signed with another secret",
    quick: true,
    order: endpoint("wrong-secret"),
    ends: ["zoom-refused"],
  },
  {
    id: "api_wrong",
    says: "key that Zoom does not know",
    order: signature(() =>
      token((claims) => ({ ...claims, appKey: "AbCdEfGhIjKlMnOpQrStUv", sdkKey: "AbCdEfGhIjKlMnOpQrStUv" })),
    ),
    ends: ["zoom-refused"],
  },
  {
    id: "mn_undefined",
    says: "no meeting number",
    order: () => ({ ...right(), meetingNumber: "" }),
    ends: ["rejected-before-join"],
  },
  {
    id: "mn_too_long",
    says: "meeting number too long",
    order: () => ({ ...right(), meetingNumber: "8727069552812345" }),
    ends: REJECTED,
  },
  {
    id: "mn_spaces",
    says: "meeting number with spaces",
    order: () => ({ ...right(), meetingNumber: "872 7069 5528" }),
    ends: ["joined"],
  },
  { id: "userName_empty", says: "no name", order: () => ({ ...right(), userName: "" }), ends: REJECTED },
  {
    id: "userEmail_undefined",
    says: "`userEmail: undefined`",
    order: () => ({ ...right(), withUndefined: true }),
    ends: ["joined"],
  },
  {
    id: "zak_and_obf",
    says: "`zak` and `obfToken` together",
    order: () => ({ ...right(), zak: "zak-of-somebody", obfToken: "obf-of-somebody" }),
    ends: [...REJECTED, "zoom-refused", "sdk-failed"],
  },
  {
    id: "no_root_element",
    says: "component view without an element",
    order: () => ({ ...right(), noRoot: true }),
    ends: ["page-not-ready", "joined"],
  },
  {
    id: "wrongpass",
    says: "wrong passcode",
    quick: true,
    order: signature(() => sign({ meetingNumber: "87270695529" }), {
      meetingNumber: "87270695529",
      passcode: "000000",
    }),
    ends: ["zoom-refused", "sdk-silent"],
  },
  {
    id: "ws_res_13296",
    says: "meeting of another account, without a ZAK or OBF token",
    order: signature(() => sign({ meetingNumber: "87270695531" }), { meetingNumber: "87270695531" }),
    ends: ["zoom-refused", "sdk-silent"],
  },
  {
    id: "info_never_answers",
    says: "Zoom's first endpoint never answers",
    quick: true,
    order: right,
    prepare: on(INFO, never),
    ends: SDK,
  },
  {
    id: "info_reset",
    says: "its connection is reset",
    order: right,
    prepare: on(INFO, (route) => route.abort("connectionreset")),
    ends: SDK,
  },
  {
    id: "http500",
    says: "it answers 500",
    order: right,
    prepare: on(INFO, answers(500, "text/plain", "")),
    ends: SDK,
  },
  { id: "http404", says: "it answers 404", order: right, prepare: on(INFO, notThere), ends: SDK },
  {
    id: "html200",
    says: "it answers a page",
    order: right,
    prepare: on(INFO, answers(200, "text/html", "<h1>Proxy</h1>")),
    ends: SDK,
  },
  {
    id: "empty200",
    says: "it answers nothing, with 200",
    quick: true,
    order: right,
    prepare: on(INFO, answers(200, "application/json", "")),
    ends: SDK,
  },
  {
    id: "ping_hangs",
    says: "the meeting's server never answers",
    quick: true,
    order: right,
    prepare: on(PING, never),
    ends: SDK,
  },
  {
    id: "ping_500",
    says: "the meeting's server answers 500",
    order: right,
    prepare: on(PING, answers(500, "text/plain", "")),
    ends: SDK,
  },
  {
    id: "ws_silent",
    says: "the meeting's WebSocket is silent",
    quick: true,
    order: right,
    prepare: socket("silent"),
    ends: SDK,
  },
  {
    id: "ws_closes",
    says: "the meeting's WebSocket closes",
    order: right,
    prepare: socket("closes"),
    ends: SDK,
  },
  {
    id: "cdn_all_404",
    says: "none of the SDK's media files is there",
    quick: true,
    order: right,
    prepare: on(/\/lib\/av\//, notThere),
    ends: ["sdk-not-loaded", "sdk-silent", "sdk-failed"],
  },
  {
    id: "cdn_js_media_404",
    says: "`js_media.min.js` is not there",
    order: right,
    prepare: on(/js_media/, notThere),
    ends: ["sdk-not-loaded", "sdk-silent", "sdk-failed", "joined"],
  },
  {
    id: "scripts_404",
    says: "the SDK's own script is not there",
    quick: true,
    order: right,
    prepare: on(/\/zoom-meeting/, notThere),
    ends: ["sdk-not-loaded"],
  },
  {
    id: "webEndpoint_unresolvable",
    says: "`webEndpoint` that is no host",
    order: () => ({ ...right(), webEndpoint: "nowhere.invalid" }),
    ends: SDK,
  },
  {
    id: "csp_no_zoom_connect",
    says: "content security policy without Zoom",
    quick: true,
    order: right,
    query:
      "?policy=connect-src%20'self'%20data:%20blob:;script-src%20'self'%20'unsafe-inline'%20'unsafe-eval'%20blob:",
    ends: SDK,
  },
  {
    id: "not_isolated",
    says: "page that is not cross-origin isolated",
    order: right,
    query: "?not-isolated",
    ends: ["joined"],
  },
  {
    id: "aborted",
    says: "aborted by its signal while the SDK joins",
    quick: true,
    order: () => ({ ...right(), abortAt: "joined" }),
    prepare: on(INFO, never),
    ends: ["aborted"],
  },
];
