import { MEETING } from "../support.ts";

/** What Zoom's own sample clients send to their `authEndpoint`, and the claims that have to come of it. */
export interface ClientCall {
  readonly client: string;
  /** An origin such as its development server gives it. */
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

const FETCH = { "content-type": "application/json" };
const HTTP_CLIENT = { "content-type": "application/json", accept: "application/json, text/plain, */*" };
const PARTICIPANT = { mn: MEETING, role: 0 };

/**
 * The bodies are those of Zoom's meetingsdk-javascript-sample, -web-sample, -react-sample, -vuejs-sample and
 * -angular-sample (read 2026-11-24); the headers are what their HTTP clients add by themselves.
 */
export const CLIENT_CALLS: readonly ClientCall[] = [
  {
    client: "plain JavaScript",
    origin: "http://localhost:8080",
    headers: FETCH,
    body: JSON.stringify({ meetingNumber: MEETING, role: 0 }),
    claims: PARTICIPANT,
  },
  {
    client: "web, client view",
    origin: "http://127.0.0.1:9999",
    headers: FETCH,
    body: JSON.stringify({ meetingNumber: MEETING, role: 1 }),
    claims: { mn: MEETING, role: 1 },
  },
  {
    client: "web, the role as the text of a select element",
    origin: "http://127.0.0.1:9999",
    headers: FETCH,
    body: JSON.stringify({ meetingNumber: MEETING, role: "1" }),
    claims: { mn: MEETING, role: 1 },
  },
  {
    client: "React",
    origin: "http://localhost:5173",
    headers: FETCH,
    body: JSON.stringify({ meetingNumber: MEETING, role: 0, videoWebRtcMode: 1 }),
    claims: { ...PARTICIPANT, video_webrtc_mode: 1 },
  },
  {
    client: "Vue",
    origin: "http://localhost:8081",
    headers: HTTP_CLIENT,
    body: JSON.stringify({ meetingNumber: MEETING, role: 0 }),
    claims: PARTICIPANT,
  },
  {
    client: "Angular",
    origin: "http://localhost:4200",
    headers: HTTP_CLIENT,
    body: JSON.stringify({ meetingNumber: MEETING, role: 0 }),
    claims: PARTICIPANT,
  },
];

export interface SampleRefusal {
  readonly what: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The properties in the sample's answer. */
  readonly properties: readonly string[];
}

/** What Zoom's sample endpoint refuses with status 400, and the properties it names. */
export const SAMPLE_REFUSALS: readonly SampleRefusal[] = [
  { what: "a number without a role", body: { meetingNumber: MEETING }, properties: ["$schema"] },
  { what: "a role without a number", body: { role: 0 }, properties: ["$schema"] },
  { what: "role 2", body: { meetingNumber: MEETING, role: 2 }, properties: ["role"] },
  { what: "role -1", body: { meetingNumber: MEETING, role: -1 }, properties: ["role"] },
  {
    what: "a lifetime of 1799 s",
    body: { meetingNumber: MEETING, role: 0, expirationSeconds: 1799 },
    properties: ["expirationSeconds"],
  },
  {
    what: "a lifetime of 172801 s",
    body: { meetingNumber: MEETING, role: 0, expirationSeconds: 172_801 },
    properties: ["expirationSeconds"],
  },
  {
    what: "video mode 2",
    body: { meetingNumber: MEETING, role: 0, videoWebRtcMode: 2 },
    properties: ["videoWebRtcMode"],
  },
  {
    what: "a role and a lifetime out of range",
    body: { meetingNumber: MEETING, role: 2, expirationSeconds: 60 },
    properties: ["role", "expirationSeconds"],
  },
];

export interface SampleAnswer {
  readonly what: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly seconds: number;
}

/** What the sample accepts beyond the clients' usual bodies. */
export const SAMPLE_ANSWERS: readonly SampleAnswer[] = [
  {
    what: "nothing but a number and a role",
    body: { meetingNumber: MEETING, role: 0 },
    claims: PARTICIPANT,
    seconds: 7200,
  },
  {
    what: "the number as a number",
    body: { meetingNumber: Number(MEETING), role: 0 },
    claims: PARTICIPANT,
    seconds: 7200,
  },
  {
    what: "exactly half an hour",
    body: { meetingNumber: MEETING, role: 0, expirationSeconds: 1800 },
    claims: PARTICIPANT,
    seconds: 1800,
  },
  {
    what: "exactly 48 hours",
    body: { meetingNumber: MEETING, role: 0, expirationSeconds: 172_800 },
    claims: PARTICIPANT,
    seconds: 172_800,
  },
  {
    what: "numbers as texts",
    body: { meetingNumber: MEETING, role: "1", expirationSeconds: "7200", videoWebRtcMode: "0" },
    claims: { mn: MEETING, role: 1, video_webrtc_mode: 0 },
    seconds: 7200,
  },
  {
    what: "keys it does not know",
    body: { meetingNumber: MEETING, role: 0, userName: "Ada", passWord: "1" },
    claims: PARTICIPANT,
    seconds: 7200,
  },
  { what: "neither number nor role: a native signature", body: {}, claims: {}, seconds: 7200 },
  {
    what: "a native signature with its own lifetime",
    body: { expirationSeconds: 86_400 },
    claims: {},
    seconds: 86_400,
  },
];
