import { app, type Condition, MEETING, sign, signature, special, token, with_ } from "./kind.ts";

const OTHER_KEY = "AbCdEfGhIjKlMnOpQrStUv";
const rejected = (rule: string): Condition["ends"] => ["rejected-before-join", new RegExp(`\\| ${rule} \\|`)];
const JOINED: Condition["ends"] = ["joined", /^joined$/];

/** What was given as the signature. */
export const SIGNATURES: readonly Condition[] = [
  {
    id: "sig_undefined",
    says: "signature: `undefined`",
    quick: true,
    order: special("undefined"),
    ends: rejected("signature-undefined"),
  },
  {
    id: "sig_null",
    says: "signature: `null`",
    order: special("null"),
    ends: rejected("signature-undefined"),
  },
  {
    id: "sig_empty",
    says: "signature: an empty text",
    order: signature(() => ""),
    ends: rejected("signature-empty"),
  },
  {
    id: "sig_object",
    says: "signature: the endpoint's whole answer",
    order: special("object"),
    ends: rejected("signature-is-object"),
  },
  {
    id: "sig_promise",
    says: "signature: the text of a promise",
    order: special("promise"),
    ends: rejected("signature-is-promise"),
  },
  {
    id: "sig_function",
    says: "signature: a function",
    order: special("function"),
    ends: rejected("signature-not-text"),
  },
  {
    id: "sig_json_body_string",
    says: "signature: the endpoint's answer as text",
    order: signature(() => JSON.stringify({ signature: sign(), sdkKey: app.sdkKey })),
    ends: rejected("json-around-signature"),
  },
  {
    id: "sig_quoted_json",
    says: "signature in quotes",
    order: signature(() => JSON.stringify(sign())),
    ends: rejected("quotes-around-signature"),
  },
  {
    id: "sig_bearer_prefix",
    says: "signature behind `Bearer`",
    order: signature(() => `Bearer ${sign()}`),
    ends: rejected("bearer-prefix"),
  },
  {
    id: "sig_trailing_newline",
    says: "signature with a line break at its end",
    order: signature(() => `${sign()}\n`),
    ends: rejected("white-space-at-ends"),
  },
  {
    id: "sig_garbage",
    says: "signature: no JWT",
    quick: true,
    order: signature(() => "garbage"),
    ends: rejected("not-a-jwt"),
  },
  {
    id: "sig_garbage_dots",
    says: "signature: three parts of nothing",
    order: signature(() => "a.b.c"),
    ends: rejected("not-a-jwt"),
  },
  {
    id: "legacy",
    says: "signature: the base64 format from before JWT",
    quick: true,
    order: signature(() =>
      Buffer.from(`${app.sdkKey}.${MEETING}.1763949600000.0.c2lnbmF0dXJlLW9mLXRoZS1vbGQ=`).toString("base64"),
    ),
    ends: rejected("legacy-signature"),
  },
  {
    id: "sig_urlencoded",
    says: "signature percent-encoded",
    order: signature(() => sign().replaceAll(".", "%2E")),
    ends: rejected("url-encoded"),
  },
  {
    id: "sig_std_base64",
    says: "signature in base64 with `+` and `/`",
    order: signature(() => sign().replaceAll("-", "+").replaceAll("_", "/").replace(/.$/, "+")),
    ends: rejected("standard-base64"),
  },
  {
    id: "sig_padded_base64url",
    says: "signature with `=` at its end",
    order: signature(() => `${sign()}=`),
    ends: ["zoom-refused", /encoding \| \S+ \| 3712 \|.*`=`/],
  },
  {
    id: "sig_no_key_claim",
    says: "signature without `appKey` and `sdkKey`",
    order: signature(() => token(({ appKey: _, sdkKey: __, ...rest }) => rest)),
    ends: rejected("app-key-missing"),
  },
  {
    id: "sig_only_sdkKey",
    says: "signature without `appKey`",
    order: signature(() => token(({ appKey: _, ...rest }) => rest)),
    ends: JOINED,
  },
  {
    id: "sig_only_appKey",
    says: "signature without `sdkKey`",
    order: signature(() => token(({ sdkKey: _, ...rest }) => rest)),
    ends: JOINED,
  },
  {
    id: "sig_mn_mismatch",
    says: "signature for another meeting",
    order: signature(() => sign({ meetingNumber: "87270695529" })),
    ends: rejected("join-number-differs"),
  },
  {
    id: "sig_no_mn_no_role",
    says: "signature without `mn` and `role`",
    order: signature(() => token(({ mn: _, role: __, ...rest }) => rest)),
    ends: rejected("(?:mn|role)-missing"),
  },
  {
    id: "sig_exp_in_ms",
    says: "times in milliseconds",
    order: signature(() =>
      token((claims) => ({ ...claims, exp: Date.now() + 7_200_000, tokenExp: Date.now() + 7_200_000 })),
    ),
    ends: rejected("times-in-milliseconds"),
  },
  {
    id: "sig_expired_long_ago",
    says: "signature that expired by the endpoint's clock, the second one too",
    quick: true,
    order: () => ({ give: { endpoint: "/sign/expired" } }),
    ends: rejected("expired"),
  },
  {
    id: "sdkKey_missing",
    says: "the endpoint gives no `sdkKey` beside the signature",
    order: signature(() => sign()),
    ends: JOINED,
  },
  {
    id: "sdkKey_differs",
    says: "the endpoint's `sdkKey` is another than the signature's",
    order: () => ({ give: { endpoint: "/sign/other-key" } }),
    ends: rejected("key-not-expected"),
  },
  {
    id: "key_unknown",
    says: "a key that Zoom does not know",
    order: signature(() => token((claims) => ({ ...claims, appKey: OTHER_KEY, sdkKey: OTHER_KEY }))),
    ends: ["zoom-refused", /wrong-credentials.*\| 3704 \|/],
  },
];

/** What else was given. */
export const OPTIONS: readonly Condition[] = [
  {
    id: "mn_undefined",
    says: "no meeting number",
    order: signature(() => sign(), { meetingNumber: "" }),
    ends: rejected("join-number-missing"),
  },
  {
    id: "mn_too_long",
    says: "meeting number too long",
    order: signature(() => sign(), { meetingNumber: "8727069552812345" }),
    ends: rejected("(?:mn-wrong-length|number-not-expected|join-number-not-a-number)"),
  },
  {
    id: "mn_spaces",
    says: "meeting number with spaces",
    order: with_({ meetingNumber: "872 7069 5528" }),
    ends: JOINED,
  },
  {
    id: "mn_dashes",
    says: "meeting number with dashes",
    order: with_({ meetingNumber: "872-7069-5528" }),
    ends: JOINED,
  },
  {
    id: "mn_number_type",
    says: "meeting number as a number",
    order: with_({ meetingNumber: 87_270_695_528 }),
    ends: JOINED,
  },
  {
    id: "mn_url",
    says: "invite link as meeting number",
    order: with_({ meetingNumber: "https://zoom.us/j/87270695528" }),
    ends: JOINED,
  },
  {
    id: "userName_empty",
    says: "no name",
    order: with_({ userName: "" }),
    ends: rejected("user-name-missing"),
  },
  {
    id: "userEmail_undefined",
    says: "`userEmail: undefined`",
    order: with_({ withUndefined: true }),
    ends: JOINED,
  },
  { id: "password_omitted", says: "no passcode, and the meeting has none", order: with_({}), ends: JOINED },
  {
    id: "wrong_password_param",
    says: "a passcode, which each view names otherwise",
    order: with_({ meetingNumber: "87270695529", passcode: "314159" }),
    ends: JOINED,
  },
  {
    id: "password_special",
    says: "passcode with special characters",
    order: with_({ meetingNumber: "87270695532", passcode: "a+b&c=d%@*" }),
    ends: JOINED,
  },
  {
    id: "sig_role_1_no_zak",
    says: "role 1 without a ZAK",
    order: with_({ role: 1 }),
    ends: JOINED,
  },
  {
    id: "sig_role_1_zak",
    says: "role 1 with a ZAK that Zoom did not give",
    order: with_({ role: 1, zak: "zak-of-the-host" }),
    ends: ["zoom-refused", /zak-refused/],
  },
  {
    id: "role_0_zak",
    says: "role 0 with a ZAK that Zoom did not give",
    order: with_({ zak: "zak-of-somebody" }),
    ends: ["zoom-refused", /zak-refused/],
  },
  {
    id: "obfToken",
    says: "an OBF token that Zoom did not give",
    order: with_({ obfToken: "obf-of-somebody" }),
    // One that Zoom did not give. 3.13.1 does not hand it on, and the meeting opens without.
    ends: ["zoom-refused", /obf-refused \| 4014/],
    unlike: {
      "6.2.0 client": ["sdk-silent", /obf-refused/],
      "3.13.1 component": JOINED,
      "3.13.1 client": rejected("obf-needs-newer-sdk"),
    },
  },
  { id: "tk_param", says: "a registrant token", order: with_({ tk: "registrant" }), ends: JOINED },
  {
    id: "zak_and_obf",
    says: "`zak` and `obfToken` together",
    order: with_({ zak: "zak-of-somebody", obfToken: "obf-of-somebody" }),
    ends: rejected("zak-and-obf"),
  },
  {
    id: "no_zoomAppRoot",
    says: "component view without an element",
    order: with_({ noRoot: true }),
    ends: ["page-not-ready", /no element/],
    unlike: { client: JOINED },
  },
  {
    id: "webEndpoint_unresolvable",
    says: "`webEndpoint` that is no host",
    order: with_({ webEndpoint: "nowhere.invalid" }),
    ends: ["zoom-unreachable", /network.*nowhere\.invalid/],
  },
  {
    id: "webEndpoint_other_host",
    says: "`webEndpoint` of another cloud",
    order: with_({ webEndpoint: "eu01web.zoom.us" }),
    ends: JOINED,
  },
  {
    id: "webEndpoint_with_port",
    says: "`webEndpoint` with a port",
    order: with_({ webEndpoint: "zoom.us:443" }),
    ends: rejected("web-endpoint-not-a-host"),
  },
  {
    id: "webEndpoint_https_port",
    says: "`webEndpoint` as an address",
    order: with_({ webEndpoint: "https://zoom.us" }),
    ends: rejected("web-endpoint-not-a-host"),
  },
  {
    id: "preview_default_ok",
    says: "`init` with the SDK's own preview, where it waits for the person",
    order: with_({ init: { disablePreview: false } }),
    ends: JOINED,
    unlike: { client: ["sdk-silent", /waits for the person|preview/] },
  },
  {
    id: "dialog_off",
    says: "refused, with the SDK's dialog switched off",
    order: () => ({ give: { endpoint: "/sign/wrong-secret" }, init: { isShowJoiningErrorDialog: false } }),
    ends: ["zoom-refused", /\| 3712 \|/],
  },
];
