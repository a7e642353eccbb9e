import type { ErrorCode } from "@countersign/core";
import type { AuthenticationProblem } from "../access/caller.ts";
import type { AuthorizationProblem } from "../access/decide.ts";
import type { HostProblem } from "../access/host-gate.ts";
import type { ZoomProblem } from "../companion/companion.ts";
import type { JsonProblem } from "../json/value.ts";

/** Of the core's refusals, those that a request can bring about. */
type FieldCode = Extract<
  ErrorCode,
  "expiration-seconds-invalid" | "meeting-number-invalid" | "role-invalid" | "video-webrtc-mode-invalid"
>;

/** Everything the service answers instead of a signature, by name. */
export type ProblemCode =
  | AuthenticationProblem
  | AuthorizationProblem
  | FieldCode
  | HostProblem
  | JsonProblem
  | ZoomProblem
  | "body-not-an-object"
  | "body-too-large"
  | "body-unreadable"
  | "content-encoding-unsupported"
  | "content-type-unsupported"
  | "expectation-failed"
  | "grants-unavailable"
  | "header-too-large"
  | "internal"
  | "join-refused"
  | "meeting-number-and-role-together"
  | "meeting-number-missing"
  | "method-not-allowed"
  | "not-found"
  | "not-ready"
  | "rate-limited"
  | "registrant-token-invalid"
  | "registrant-token-missing"
  | "request-invalid"
  | "request-malformed"
  | "request-timeout"
  | "resource-invalid"
  | "role-missing"
  | "sdk-version-invalid"
  | "secret-in-request"
  | "user-email-invalid"
  | "user-email-missing"
  | "user-name-invalid"
  | "view-invalid"
  | "zoom-api-missing"
  | "zoom-user-missing";

export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** The way out, where the occurrence itself gives none. */
  readonly help: string;
  /** The sample's `property`: the field of the body, or a name with `$` for what is no field. */
  readonly property: string;
  /** Seconds after which the same may go well. */
  readonly retryAfter?: number;
}

const body = "$body";
const schema = "$schema";
const request = "$request";

export const PROBLEMS: Readonly<Record<ProblemCode, ProblemKind>> = {
  "api-key-from-browser": {
    status: 403,
    title: "API keys are for servers",
    help: "Call from your own server. A key that a page holds can be read by every visitor; replace it if one did.",
    property: "origin",
  },
  "audit-unavailable": {
    status: 503,
    title: "What hosts are given cannot be recorded now",
    help: "Ask for role 0, or try again. Whoever runs this server should look at its audit: without a row nobody hosts.",
    property: "role",
    retryAfter: 5,
  },
  "authentication-required": {
    status: 401,
    title: "The caller is not known",
    help: "Send `Authorization` as the WWW-Authenticate header of this answer says, with a credential of this server.",
    property: "authorization",
  },
  "authentication-unavailable": {
    status: 503,
    title: "Callers cannot be recognised now",
    help: "Try again. Whoever runs this server should look whether what it asks (key sets, nonce store) answers.",
    property: "authorization",
    retryAfter: 5,
  },
  "body-not-an-object": {
    status: 400,
    title: "The body is not a JSON object",
    help: 'Send an object, as in {"meetingNumber": "87270695528", "role": 0}.',
    property: body,
  },
  "body-too-large": {
    status: 413,
    title: "The body is too large",
    help: "Leave out what this path does not read. 4096 bytes are the limit, for POST /v1/diagnose 16384.",
    property: body,
  },
  "body-unreadable": {
    status: 400,
    title: "The body did not arrive whole",
    help: "Send the body again.",
    property: body,
  },
  "content-encoding-unsupported": {
    status: 415,
    title: "The body is compressed",
    help: "Send the body as it is, without Content-Encoding.",
    property: "content-encoding",
  },
  "content-type-unsupported": {
    status: 415,
    title: "The body is not declared as JSON",
    help: "Send `Content-Type: application/json`. With fetch() that is a header of its own.",
    property: "content-type",
  },
  "development-loopback-only": {
    status: 403,
    title: "Development mode answers this machine only",
    help: "Call http://localhost directly, without a proxy; or give the server API keys.",
    property: request,
  },
  "expectation-failed": {
    status: 417,
    title: "The Expect header asks for something unknown",
    help: "Leave Expect out.",
    property: "expect",
  },
  "expiration-seconds-invalid": {
    status: 400,
    title: "The lifetime is not one that Zoom takes",
    help: "Give whole seconds from 1800 to 172800, or leave expirationSeconds out for 7200 (two hours).",
    property: "expirationSeconds",
  },
  "grants-unavailable": {
    status: 503,
    title: "Users' authorizations cannot be read or changed now",
    help: "Try again. Whoever runs this server should look at its store of grants.",
    property: request,
    retryAfter: 5,
  },
  "header-too-large": {
    status: 431,
    title: "The request's headers are too large",
    help: "Send 8 KiB of headers at most.",
    property: request,
  },
  "host-check-unavailable": {
    status: 503,
    title: "Zoom does not say now who hosts this meeting",
    help: "Ask for role 0, or try again.",
    property: "role",
    retryAfter: 5,
  },
  internal: {
    status: 500,
    title: "Something went wrong here",
    help: "Ask whoever runs this server to look for the X-Request-Id of this answer in its log.",
    property: request,
  },
  "join-refused": {
    status: 422,
    title: "Zoom refuses this join, whatever comes with it",
    help: "Ask for another role, or join with a newer SDK, as `detail` says.",
    property: "role",
  },
  "json-invalid": {
    status: 400,
    title: "The body is not JSON",
    help: "Send JSON as JSON.stringify() writes it, in UTF-8.",
    property: body,
  },
  "json-key-duplicate": {
    status: 400,
    title: "A key stands twice",
    help: "Send each key once: readers differ in which of two they take.",
    property: body,
  },
  "json-key-forbidden": {
    status: 400,
    title: "A key is not accepted",
    help: "Leave out __proto__, constructor and prototype.",
    property: body,
  },
  "json-keys-too-many": {
    status: 400,
    title: "An object has too many keys",
    help: "Leave out what this path does not read.",
    property: body,
  },
  "json-too-deep": {
    status: 400,
    title: "The body is nested too deep",
    help: "Leave out what this path does not read.",
    property: body,
  },
  "meeting-not-allowed": {
    status: 403,
    title: "No signature for this meeting",
    help: "Check the meeting number, and whether this caller may sign for it in the server's settings.",
    property: "meetingNumber",
  },
  "meeting-number-and-role-together": {
    status: 400,
    title: "meetingNumber and role belong together",
    help: "Give both for the Web SDK. For a native SDK leave both out.",
    property: schema,
  },
  "meeting-number-invalid": {
    status: 400,
    title: "That is not a meeting number",
    help: "Give the 9 to 11 digits of the meeting number, or its invite link.",
    property: "meetingNumber",
  },
  "meeting-number-missing": {
    status: 400,
    title: "The meeting number is missing",
    help: "Give meetingNumber. Signatures without one, for native SDKs, are switched off on this server.",
    property: "meetingNumber",
  },
  "method-not-allowed": {
    status: 405,
    title: "This path does not take that method",
    help: "The Allow header names the methods it takes.",
    property: request,
  },
  "native-not-allowed": {
    status: 403,
    title: "No native signature for this caller",
    help: "Give meetingNumber and role; or have the caller allowed to sign for native SDKs in the server's settings.",
    property: schema,
  },
  "not-found": {
    status: 404,
    title: "There is nothing here",
    help: "Signatures are at POST / and POST /v1/signature, joins at POST /v1/join, diagnoses at POST /v1/diagnose.",
    property: request,
  },
  "not-ready": {
    status: 503,
    title: "This server cannot sign now",
    help: "Look at its log and its clock.",
    property: request,
  },
  "obf-token-not-allowed": {
    status: 403,
    title: "No OBF token for this caller",
    help: "Have the caller given the scope obf:read in the server's settings, and its Zoom user (`zoomUser`) in the policy.",
    property: "role",
  },
  "origin-not-allowed": {
    status: 403,
    title: "Pages of this origin are not answered",
    help: "Add the page's origin to CORS_ALLOW_ORIGIN, exactly as the browser sends it.",
    property: "origin",
  },
  "policy-unavailable": {
    status: 503,
    title: "Who may have what cannot be looked up now",
    help: "Try again. Whoever runs this server should look whether what its policy asks answers.",
    property: request,
    retryAfter: 1,
  },
  "rate-limited": {
    status: 429,
    title: "Too many signatures in a short time",
    help: "Wait for as long as Retry-After says. The RateLimit headers name the limit; the server's settings can raise it.",
    property: request,
  },
  "registrant-token-invalid": {
    status: 400,
    title: "That is not a registrant token",
    help: "Give the `tk` of the registrant's own join_url, or leave registrantToken out.",
    property: "registrantToken",
  },
  "registrant-token-missing": {
    status: 422,
    title: "This meeting wants registration",
    help: "Give registrantToken, the `tk` of the registrant's own join_url, and userEmail, the address that was registered.",
    property: "registrantToken",
  },
  "request-invalid": {
    status: 400,
    title: "Several things are wrong with the request",
    help: "Each has an entry of its own in `errors`.",
    property: schema,
  },
  "request-malformed": {
    status: 400,
    title: "The request is not proper HTTP",
    help: "Use an HTTP client as it is.",
    property: request,
  },
  "request-timeout": {
    status: 408,
    title: "The request took too long to arrive",
    help: "Send headers within 5 seconds and the whole request within 10.",
    property: request,
  },
  "resource-invalid": {
    status: 400,
    title: "The resource is not one",
    help: "Give the name of what is to be joined as text of 1 to 128 visible characters, instead of meetingNumber.",
    property: "resource",
  },
  "role-invalid": {
    status: 400,
    title: "The role is neither 0 nor 1",
    help: 'Give 0 to take part or 1 to host; "0" and "1" are taken too.',
    property: "role",
  },
  "role-missing": {
    status: 400,
    title: "The role is missing",
    help: "Give role: 0 to take part or 1 to host.",
    property: "role",
  },
  "role-not-allowed": {
    status: 403,
    title: "No signature for this role",
    help: "Ask for role 0; or have the caller allowed to sign for hosts in the server's settings.",
    property: "role",
  },
  "scope-missing": {
    status: 403,
    title: "This credential is not for that",
    help: "Use another one, or add the scope to it in the server's settings.",
    property: "authorization",
  },
  "sdk-version-invalid": {
    status: 400,
    title: "That is not a version of the SDK",
    help: "Give the version of @zoom/meetingsdk that the page loads, as 6.2.0, or leave sdkVersion out.",
    property: "sdkVersion",
  },
  "secret-in-request": {
    status: 400,
    title: "The request carries a secret",
    help: "Leave the secret out: this server has its own. If a page sent it, have Zoom make a new one.",
    property: body,
  },
  "user-email-invalid": {
    status: 400,
    title: "That is not an e-mail address",
    help: "Give the address that was registered, or leave userEmail out where there is none.",
    property: "userEmail",
  },
  "user-email-missing": {
    status: 400,
    title: "The e-mail address of the registrant is missing",
    help: "Give userEmail with registrantToken: the address that was registered.",
    property: "userEmail",
  },
  "user-name-invalid": {
    status: 400,
    title: "That is not a name to be shown",
    help: "Give 1 to 128 characters, or leave userName out and let the page ask for it.",
    property: "userName",
  },
  "video-webrtc-mode-invalid": {
    status: 400,
    title: "videoWebRtcMode is neither 0 nor 1",
    help: 'Give 1 for video over WebRTC, 0 for not ("0" and "1" are taken too), or leave it out.',
    property: "videoWebRtcMode",
  },
  "view-invalid": {
    status: 400,
    title: "That is not a view of the Web SDK",
    help: 'Give "component" or "client", whichever the page joins with, or leave view out for "component".',
    property: "view",
  },
  "zak-not-allowed": {
    status: 403,
    title: "No ZAK for this caller",
    help: "Have the caller given the scope zak:read in the server's settings, and its Zoom user (`zoomUser`) in the policy.",
    property: "role",
  },
  "zoom-api-missing": {
    status: 422,
    title: "This join needs a token of Zoom's API, which this server does not ask",
    help: "Whoever runs this server: say how Zoom's API is reached (`zoom` in the configuration, `companion` of createApp); or, where the meeting is of the app's own account, have the policy (account: \"own\") or the server (meetingsOf) say so.",
    property: request,
  },
  "zoom-circuit-open": {
    status: 503,
    title: "Zoom's API failed several times, and is not asked for a moment",
    help: "Try again when Retry-After says. A signature alone is at POST /v1/signature as before.",
    property: request,
    retryAfter: 5,
  },
  "zoom-credentials-refused": {
    status: 502,
    title: "Zoom's API does not know this server's app",
    help: "Whoever runs this server: see that client id, client secret and account id are those of one app, and that it is activated.",
    property: request,
  },
  "zoom-grant-missing": {
    status: 409,
    title: "The Zoom user has not authorized the app",
    help: "Have the Zoom user who is named in the policy authorize the app, which POST /oauth/start of this server begins; then join again.",
    property: request,
  },
  "zoom-grant-needs-reauthorization": {
    status: 409,
    title: "The Zoom user's authorization of the app has ended",
    help: "Have the Zoom user who is named in the policy authorize the app again, which POST /oauth/start of this server begins; then join again.",
    property: request,
  },
  "zoom-grant-unreadable": {
    status: 503,
    title: "The Zoom user's authorization cannot be read here",
    help: "Whoever runs this server: give it the key again under which its grants were sealed. Nothing was deleted.",
    property: request,
  },
  "zoom-permission-missing": {
    status: 502,
    title: "Zoom's API does not let this server's app have that",
    help: "Whoever runs this server: add the scope to the app at marketplace.zoom.us (user:read:token for ZAK and OBF token, meeting:read:meeting for the look-up; ending in :admin for an app of the account), and have it authorized again.",
    property: request,
  },
  "zoom-rate-limited": {
    status: 503,
    title: "Zoom's API has been asked too often",
    help: "Try again when Retry-After says. The limit is that of the whole Zoom account, with all its apps.",
    property: request,
    retryAfter: 5,
  },
  "zoom-refused": {
    status: 502,
    title: "Zoom's API refused what this join needs",
    help: "See in the policy that zoomUser is a user of Zoom who may join this meeting, and that the meeting is there.",
    property: request,
  },
  "zoom-unavailable": {
    status: 503,
    title: "Zoom's API does not answer",
    help: "Try again when Retry-After says. A signature alone is at POST /v1/signature as before.",
    property: request,
    retryAfter: 5,
  },
  "zoom-user-missing": {
    status: 422,
    title: "This join needs a Zoom user, and the policy names none",
    help: "Have the policy name the Zoom user whose ZAK or OBF token goes with the join (`zoomUser`).",
    property: request,
  },
};

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEMS, text);
}
