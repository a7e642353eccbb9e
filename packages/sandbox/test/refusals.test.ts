import { beforeAll, describe, expect, it } from "vitest";
import { JOIN_CHECKS, type JoinCheck, TOLERANCES } from "../src/index.ts";
import {
  APP,
  type Claims,
  DISABLED,
  type Fields,
  FOREIGN,
  fieldsOf,
  LOCKED,
  NOT_STARTED,
  NOW,
  OPEN,
  post,
  REGISTERED,
  type Running,
  running,
  SIGNED_IN,
  signed,
} from "./asking.ts";

let world: Running;
beforeAll(async () => {
  world = await running();
});

interface Case {
  readonly name: string;
  readonly claims?: Claims;
  readonly secret?: string;
  readonly signature?: string;
  readonly fields?: Fields;
}

const off = DISABLED.sdkKey;
const header = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

const REFUSED: Record<JoinCheck, readonly Case[]> = {
  "key-known": [
    { name: "a key of no app", fields: { apiKey: "someoneElse12" } },
    {
      name: "no key in the form and another app's in the claims",
      claims: { appKey: "someoneElse12" },
      fields: { apiKey: "undefined" },
    },
    { name: "no key anywhere", signature: "not-a-jwt", fields: { apiKey: "" } },
  ],
  "app-enabled": [
    {
      name: "an app that is switched off",
      claims: { appKey: off, sdkKey: off },
      secret: DISABLED.sdkSecret,
      fields: { apiKey: off },
    },
  ],
  "signature-made-with-secret": [
    { name: "another secret", secret: DISABLED.sdkSecret },
    { name: "an empty signature", signature: "" },
    { name: "two parts", signature: "a.b" },
    { name: "a padded part", signature: `${signed()}=` },
    { name: "quotes around it", signature: JSON.stringify(signed()) },
    { name: "alg none", signature: `${header({ alg: "none" })}.${header({ mn: OPEN })}.` },
    {
      name: "a changed payload",
      signature: signed().replace(/\.[^.]+\./, `.${header({ mn: OPEN, role: 1 })}.`),
    },
  ],
  "key-claims-agree": [
    { name: "an appKey of another app", claims: { appKey: off } },
    { name: "an sdkKey of another app", claims: { sdkKey: off } },
    { name: "neither claim", claims: { appKey: undefined, sdkKey: undefined } },
  ],
  "not-expired": [
    { name: "exp now", claims: { exp: NOW } },
    { name: "exp long ago", claims: { iat: NOW - 9000, exp: NOW - 1800, tokenExp: NOW - 1800 } },
    { name: "tokenExp past", claims: { iat: NOW - 9000, tokenExp: NOW - 1 } },
  ],
  "not-issued-ahead": [
    { name: "iat beyond the tolerance", claims: { iat: NOW + TOLERANCES.issuedAheadSeconds + 1 } },
    { name: "iat in milliseconds", claims: { iat: NOW * 1000 } },
    { name: "no iat", claims: { iat: undefined } },
    { name: "iat as text", claims: { iat: String(NOW) } },
  ],
  "lifetime-in-window": [
    { name: "half an hour sharp", claims: { iat: NOW, exp: NOW + 1800, tokenExp: NOW + 1800 } },
    { name: "a second over 48 hours", claims: { iat: NOW, exp: NOW + 172_801 } },
    { name: "tokenExp over 48 hours", claims: { iat: NOW, tokenExp: NOW + 172_801 } },
    { name: "no exp", claims: { exp: undefined } },
    { name: "exp as text", claims: { exp: String(NOW + 7200) } },
  ],
  "meeting-number-signed": [
    { name: "another meeting", fields: { meetingNumber: LOCKED } },
    { name: "a native signature, without mn", claims: { mn: undefined } },
    { name: "mn with spaces", claims: { mn: "872 7069 5528" } },
  ],
  "meeting-known": [
    { name: "no such meeting", claims: { mn: "99999999999" }, fields: { meetingNumber: "99999999999" } },
  ],
  "role-known": [
    { name: "role as text", claims: { role: "0" } },
    { name: "role 5", claims: { role: 5 } },
    { name: "no role", claims: { role: undefined } },
  ],
  "role-allowed": [
    {
      name: "host of another account's meeting",
      claims: { mn: FOREIGN, role: 1 },
      fields: { meetingNumber: FOREIGN },
    },
    {
      name: "host there with a wrong ZAK",
      claims: { mn: FOREIGN, role: 1 },
      fields: { meetingNumber: FOREIGN, zsk: "zak-of-nobody" },
    },
  ],
  "zak-taken": [
    { name: "a made-up ZAK in the own account", claims: { role: 1 }, fields: { zsk: "zak-of-nobody" } },
    {
      name: "a made-up ZAK of a participant elsewhere",
      claims: { mn: FOREIGN },
      fields: { meetingNumber: FOREIGN, ztk: "zak-of-nobody" },
    },
  ],
  "signed-in": [
    { name: "nobody signed in", claims: { mn: SIGNED_IN }, fields: { meetingNumber: SIGNED_IN } },
  ],
  "meeting-started": [
    {
      name: "a participant before the host",
      claims: { mn: NOT_STARTED },
      fields: { meetingNumber: NOT_STARTED },
    },
  ],
  registered: [
    { name: "nobody registered", claims: { mn: REGISTERED }, fields: { meetingNumber: REGISTERED } },
    {
      name: "a token of no registrant",
      claims: { mn: REGISTERED },
      fields: { meetingNumber: REGISTERED, tk: "made-up" },
    },
  ],
  "passcode-right": [
    { name: "no passcode", claims: { mn: LOCKED }, fields: { meetingNumber: LOCKED } },
    { name: "a wrong passcode", claims: { mn: LOCKED }, fields: { meetingNumber: LOCKED, passWord: "2718" } },
  ],
};

describe.each(JOIN_CHECKS)("$check: $errorCode “$errorMessage”", ({ check, errorCode, errorMessage }) => {
  it.each(REFUSED[check])("$name", async ({ claims, secret = APP.sdkSecret, signature, fields }) => {
    const answer = await post(world.started.url, fieldsOf(signature ?? signed(claims, secret), fields));
    expect(answer).toEqual({ status: false, errorCode, errorMessage, result: null });
    expect(world.sandbox.joins.at(-1)?.refusal?.check).toBe(check);
  });
});

describe("let through", () => {
  it.each<Case>([
    { name: "as our signer makes it" },
    { name: "mn as a number", claims: { mn: Number(OPEN) } },
    { name: "no tokenExp", claims: { tokenExp: undefined } },
    { name: "no sdkKey", claims: { sdkKey: undefined } },
    {
      name: "no appKey, and client view's text for it",
      claims: { appKey: undefined },
      fields: { apiKey: "undefined" },
    },
    { name: "iat at the tolerance", claims: { iat: NOW + TOLERANCES.issuedAheadSeconds } },
    { name: "a second over half an hour", claims: { iat: NOW, exp: NOW + 1801, tokenExp: NOW + 1801 } },
    { name: "48 hours sharp", claims: { iat: NOW, exp: NOW + 172_800, tokenExp: NOW + 172_800 } },
    { name: "a number with spaces in the form", fields: { meetingNumber: "872 7069 5528" } },
    { name: "the passcode", claims: { mn: LOCKED }, fields: { meetingNumber: LOCKED, passWord: "314159" } },
    {
      name: "a host before the meeting",
      claims: { mn: NOT_STARTED, role: 1 },
      fields: { meetingNumber: NOT_STARTED },
    },
    {
      name: "a registrant",
      claims: { mn: REGISTERED },
      fields: { meetingNumber: REGISTERED, tk: "token-of-a-registrant" },
    },
    {
      name: "a user's ZAK where sign-in is required",
      claims: { mn: SIGNED_IN },
      fields: { meetingNumber: SIGNED_IN, ztk: "zak-of-a-user" },
    },
    {
      name: "the host's ZAK",
      claims: { mn: FOREIGN, role: 1 },
      fields: { meetingNumber: FOREIGN, zsk: "zak-of-the-host" },
    },
  ])("$name", async ({ claims, fields }) => {
    const answer = await post(world.started.url, fieldsOf(signed(claims), fields));
    expect([answer.status, answer.errorCode, answer.errorMessage]).toEqual([true, 0, null]);
  });
});
