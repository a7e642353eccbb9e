import { createHmac } from "node:crypto";
import { signRequest } from "@countersign/server";
import type { ApiKeyName } from "./canaries.ts";
import type { Answer, Scene, Sent } from "./scene.ts";
import { ADA, OTHER_MEETING, OWN_MEETING, SDK_KEY } from "./zoom.ts";

/** One request, and what of its answer may be secret. */
export interface Step {
  readonly name: string;
  readonly send: (scene: Scene) => Promise<Sent> | Sent;
  readonly status: number;
  /** Where in the answer's JSON something secret is meant to stand: names, with dots between them. */
  readonly carries?: readonly string[];
  /** Headers that are meant to carry something secret. */
  readonly headers?: readonly string[];
  readonly after?: (answer: Answer, scene: Scene) => void;
}

const bearer = ({ canaries }: Scene, name: ApiKeyName) => ({
  authorization: `Bearer ${canaries.apiKeys[name].key}`,
});

const as =
  (name: ApiKeyName, path: string, body: object) =>
  (scene: Scene): Sent => ({ path, headers: bearer(scene, name), body: JSON.stringify(body) });

const asked = { meetingNumber: OWN_MEETING, role: 1 };
const host = (path: string, more: object = {}) => as("host", path, { ...asked, ...more });

let signatures = 0;
/** Every signature that was given is a secret from then on. */
function rememberSignature({ text }: Answer, { secrets }: Scene): void {
  const { signature } = JSON.parse(text) as { readonly signature: string };
  signatures += 1;
  secrets.set(`signature ${signatures}`, signature);
}
const SIGNED = { status: 200, carries: ["signature"], after: rememberSignature } as const;

function zoomSigned(scene: Scene, body: string, secret: string = scene.canaries.webhookSecret): Sent {
  const at = String(Math.floor(Date.now() / 1000));
  const mac = createHmac("sha256", secret).update(`v0:${at}:${body}`).digest("hex");
  return {
    path: "/v1/webhooks",
    headers: { "x-zm-request-timestamp": at, "x-zm-signature": `v0=${mac}` },
    body,
  };
}

const event = (name: string, payload: object) =>
  JSON.stringify({ event: name, event_ts: Date.now(), payload });

/** What a browser has in its hands between two steps. */
const browser = { link: "", atZoom: "", back: "", cookie: "" };

const consent: readonly Step[] = [
  {
    name: "a link for a user's browser",
    send: as("host", "/oauth/start", { zoomUser: ADA }),
    status: 200,
    carries: ["url"],
    after: ({ text }, { secrets }) => {
      browser.link = (JSON.parse(text) as { readonly url: string }).url;
      secrets.set("ticket", new URL(browser.link).searchParams.get("ticket") ?? "");
    },
  },
  {
    name: "the browser follows it",
    send: () => ({ method: "GET", path: browser.link }),
    status: 303,
    headers: ["location", "set-cookie"],
    after: ({ headers }, { secrets }) => {
      browser.atZoom = headers.get("location") ?? "";
      browser.cookie = headers.get("set-cookie")?.split(";")[0] ?? "";
      secrets.set("state", new URL(browser.atZoom).searchParams.get("state") ?? "");
      secrets.set("flow cookie", browser.cookie.split("=").slice(1).join("="));
    },
  },
  {
    name: "the user consents at Zoom",
    send: () => ({ method: "GET", path: browser.atZoom }),
    status: 302,
    headers: ["location"],
    after: ({ headers }) => {
      browser.back = headers.get("location") ?? "";
    },
  },
  {
    name: "the browser comes back without its cookie",
    send: () => ({ method: "GET", path: browser.back }),
    status: 400,
  },
  {
    name: "the browser comes back",
    send: () => ({ method: "GET", path: browser.back, headers: { cookie: browser.cookie } }),
    status: 200,
  },
];

const joins: readonly Step[] = [
  {
    name: "a join with a ZAK, for component view",
    send: host("/v1/join", { userName: "Ada" }),
    ...SIGNED,
    carries: ["signature", "join.signature", "join.zak", "join.password"],
  },
  {
    name: "a join with a ZAK, for client view",
    send: host("/v1/join", { view: "client" }),
    ...SIGNED,
    carries: ["signature", "join.signature", "join.zak", "join.passWord"],
  },
  {
    name: "a join with an OBF token",
    send: as("program", "/v1/join", { meetingNumber: OTHER_MEETING, role: 0 }),
    ...SIGNED,
    carries: ["signature", "join.signature", "join.obfToken"],
  },
  {
    name: "a registrant's join",
    send: (scene) =>
      as("plain", "/v1/join", {
        meetingNumber: OWN_MEETING,
        role: 0,
        userEmail: "pupil@example.com",
        registrantToken: scene.canaries.registrantToken,
      })(scene),
    ...SIGNED,
    carries: ["signature", "join.signature", "join.password", "join.tk"],
  },
];

/** Zoom's part goes wrong; what it answered, tokens and all, is nobody's business. */
const failures: readonly Step[] = (
  [
    ["users/token", { kind: "truncated", times: 1 }],
    ["users/token", { kind: "wrong-types", times: 1 }],
    ["users/token", { kind: "duplicate-keys", times: 1 }],
    ["users/token", { kind: "garbage", times: 1 }],
    ["users/token", { kind: "html", times: 1 }],
  ] as const
).map(([endpoint, failure]) => ({
  name: `Zoom answers ${endpoint}: ${failure.kind}`,
  send: (scene: Scene) => {
    scene.zoom.zoom.fail(endpoint, failure);
    return as("program", "/v1/join", { meetingNumber: OTHER_MEETING, role: 0 })(scene);
  },
  status: 503,
}));

/** Every route, used rightly, in an order in which each finds what it needs. */
export const RIGHT: readonly Step[] = [
  { name: "alive", send: () => ({ method: "GET", path: "/healthz" }), status: 200 },
  { name: "ready", send: () => ({ method: "GET", path: "/readyz" }), status: 200 },
  { name: "a participant", send: as("plain", "/v1/signature", { ...asked, role: 0 }), ...SIGNED },
  { name: "a host", send: host("/v1/signature"), ...SIGNED },
  { name: "a host, as Zoom's sample asks", send: host("/", { videoWebRtcMode: 1 }), ...SIGNED },
  { name: "a native SDK", send: as("host", "/v1/signature", {}), ...SIGNED },
  {
    name: "a person with a token of their provider",
    send: async ({ issuer, secrets }) => {
      const token = await issuer.token("ada");
      secrets.set("caller's JWT", token);
      return {
        path: "/v1/signature",
        headers: { authorization: `Bearer ${token}`, origin: "https://app.example.com" },
        body: JSON.stringify(asked),
      };
    },
    ...SIGNED,
  },
  {
    name: "a request that a server signed",
    send: async ({ url, canaries }) => {
      const body = JSON.stringify(asked);
      const key = canaries.requestKey;
      const authorization = await signRequest({ key, method: "POST", url: `${url}/v1/signature`, body });
      return { path: "/v1/signature", headers: { authorization }, body };
    },
    ...SIGNED,
  },
  {
    name: "a preflight",
    send: () => ({
      method: "OPTIONS",
      path: "/v1/signature",
      headers: { origin: "https://app.example.com", "access-control-request-method": "POST" },
    }),
    status: 204,
  },
  {
    name: "a join without the grant that it needs",
    send: as("program", "/v1/join", { meetingNumber: OTHER_MEETING, role: 0 }),
    status: 409,
  },
  ...consent,
  ...joins,
  {
    name: "a join after all access tokens ended before their time",
    send: (scene) => {
      scene.zoom.zoom.endAccessTokens();
      return as("program", "/v1/join", { meetingNumber: OTHER_MEETING, role: 0 })(scene);
    },
    ...SIGNED,
    carries: ["signature", "join.signature", "join.obfToken"],
  },
  ...failures,
  {
    name: "a diagnosis of a signature",
    send: (scene) =>
      as("plain", "/v1/diagnose", {
        signature: [...scene.secrets].findLast(([name]) => name.startsWith("signature"))?.[1],
        expected: { meetingNumber: OTHER_MEETING, role: 0 },
      })(scene),
    status: 200,
  },
  { name: "an explanation", send: () => ({ method: "GET", path: "/v1/explain/3712" }), status: 200 },
  {
    name: "Zoom's challenge",
    send: (scene) => zoomSigned(scene, event("endpoint.url_validation", { plainToken: "q9zT4bLw7cVx2nRk" })),
    status: 200,
  },
  {
    name: "an event",
    send: (scene) => zoomSigned(scene, event("meeting.started", { object: { id: OWN_MEETING } })),
    status: 200,
  },
  {
    name: "a forged event",
    send: (scene) => zoomSigned(scene, event("meeting.ended", {}), scene.canaries.sdkSecret),
    status: 401,
  },
  { name: "an authorization is ended", send: as("host", "/oauth/revoke", { zoomUser: ADA }), status: 200 },
  ...consent.map((step) => ({ ...step, name: `again: ${step.name}` })),
  {
    name: "the app is taken off the account",
    send: (scene) =>
      zoomSigned(
        scene,
        event("app_deauthorized", {
          account_id: "own-account",
          user_id: ADA,
          client_id: SDK_KEY,
          signature: "0".repeat(64),
          deauthorization_time: new Date().toISOString(),
        }),
      ),
    status: 200,
  },
];

/** What a step's answer is meant to carry. @throws Error where it does not */
export function carriedBy({ carries = [], headers = [] }: Step, answer: Answer): readonly string[] {
  const inBody = carries.map((path) => {
    let value: unknown = JSON.parse(answer.text);
    for (const name of path.split("."))
      value = (value as Readonly<Record<string, unknown>> | undefined)?.[name];
    if (typeof value !== "string" || value === "") throw new Error(`there is no ${path} in the answer`);
    return JSON.stringify(value).slice(1, -1);
  });
  return [...headers.map((name) => answer.headers.get(name) ?? "not there"), ...inBody];
}
