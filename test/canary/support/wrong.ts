import type { Scene, Sent } from "./scene.ts";
import { OWN_MEETING } from "./zoom.ts";

/** A secret where it does not belong, as people and programs put it there. */
export interface Misuse {
  readonly name: string;
  readonly send: (secret: string, scene: Scene) => Sent;
  /** It is the value of a field, and the asker is shown its own value, cut: looked for everywhere but in this answer. */
  readonly echoes?: true;
}

const key = ({ canaries }: Scene) => ({ authorization: `Bearer ${canaries.apiKeys.host.key}` });
const wish = { meetingNumber: OWN_MEETING, role: 2 };
const url = encodeURIComponent;

const field =
  (path: string, of: (secret: string) => object) =>
  (secret: string, scene: Scene): Sent => ({ path, headers: key(scene), body: JSON.stringify(of(secret)) });

export const WRONG: readonly Misuse[] = [
  { name: "the path", send: (secret) => ({ path: `/${url(secret)}`, body: "{}" }) },
  { name: "the query", send: (secret) => ({ path: `/v1/signature?token=${url(secret)}`, body: "{}" }) },
  { name: "a code to explain", send: (secret) => ({ method: "GET", path: `/v1/explain/${url(secret)}` }) },
  {
    name: "the credential",
    send: (secret) => ({
      path: "/v1/signature",
      headers: { authorization: `Bearer ${secret}` },
      // It may be a right one.
      body: JSON.stringify(wish),
    }),
  },
  {
    name: "Basic credentials",
    send: (secret) => ({
      path: "/v1/signature",
      headers: { authorization: `Basic ${btoa(`x:${secret}`)}` },
      body: JSON.stringify(wish),
    }),
  },
  ...["cookie", "origin", "user-agent", "x-request-id", "referer", "x-forwarded-for", "traceparent"].map(
    (header): Misuse => ({
      name: `the header ${header}`,
      send: (secret, scene) => ({
        path: "/v1/signature",
        headers: { ...key(scene), [header]: secret },
        body: JSON.stringify(wish),
      }),
    }),
  ),
  {
    name: "the content type",
    send: (secret, scene) => ({
      path: "/v1/signature",
      headers: { ...key(scene), "content-type": `application/${secret}` },
      body: "{}",
    }),
  },
  {
    name: "a preflight's origin",
    send: (secret) => ({
      method: "OPTIONS",
      path: "/v1/join",
      headers: { origin: `https://${url(secret)}` },
    }),
  },
  { name: "a member that is not known", send: field("/v1/signature", (secret) => ({ ...wish, secret })) },
  {
    name: "a member named like a secret",
    send: field("/v1/signature", (sdkSecret) => ({ ...wish, sdkSecret })),
  },
  { name: "a member's name", send: field("/v1/signature", (secret) => ({ ...wish, [secret]: 1 })) },
  {
    name: "a body that is no JSON",
    send: (secret, scene) => ({ path: "/v1/join", headers: key(scene), body: `{"zak": "${secret}` }),
  },
  {
    name: "a body that is only it",
    send: (secret, scene) => ({ path: "/v1/signature", headers: key(scene), body: secret }),
  },
  ...["meetingNumber", "role", "resource", "expirationSeconds", "videoWebRtcMode"].map(
    (name): Misuse => ({
      name: `the field ${name}`,
      send: field("/v1/signature", (secret) => ({ ...wish, [name]: secret })),
      echoes: true,
    }),
  ),
  ...["view", "sdkVersion", "userEmail"].map(
    (name): Misuse => ({
      name: `the field ${name} of a join`,
      send: field("/v1/join", (secret) => ({ ...wish, [name]: secret })),
      echoes: true,
    }),
  ),
  {
    name: "the registrant token of a join",
    send: field("/v1/join", (secret) => ({ ...wish, registrantToken: `${secret} ` })),
  },
  {
    name: "a secret in evidence",
    send: field("/v1/diagnose", (sdkSecret) => ({ credentials: { sdkSecret } })),
  },
  { name: "a token in evidence", send: field("/v1/diagnose", (zak) => ({ joinCall: { zak } })) },
  {
    name: "a link in evidence",
    send: field("/v1/diagnose", (secret) => ({
      joinCall: { leaveUrl: `https://example.com/?access_token=${url(secret)}` },
    })),
  },
  {
    name: "a webhook's signature",
    send: (secret) => ({
      path: "/v1/webhooks",
      headers: { "x-zm-request-timestamp": String(Math.floor(Date.now() / 1000)), "x-zm-signature": secret },
      body: JSON.stringify({ event: "meeting.started", payload: { secret } }),
    }),
  },
  {
    name: "a ticket",
    send: (secret) => ({ method: "GET", path: `/oauth/start?ticket=${url(secret)}` }),
  },
  {
    name: "a state and a code",
    send: (secret) => ({ method: "GET", path: `/oauth/callback?state=${url(secret)}&code=${url(secret)}` }),
  },
  { name: "where a user is led to", send: field("/oauth/start", (returnTo) => ({ returnTo })) },
  { name: "whose authorization ends", send: field("/oauth/revoke", (zoomUser) => ({ zoomUser })) },
];
