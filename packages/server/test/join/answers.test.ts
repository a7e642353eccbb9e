import { createHash } from "node:crypto";
import { verify } from "@countersign/core";
import { type JoinWish, planJoin } from "@countersign/core/plan";
import { describe, expect, test } from "vitest";
import { CREDENTIALS, MEETING, NOW } from "../support.ts";
import { HOSTS, OBF_TOKEN, type Says, serverWith, type World, ZAK, ZOOM_USER, zoomThat } from "./support.ts";

const USER = { zoomUser: ZOOM_USER } as const;
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

interface Row {
  readonly what: string;
  readonly asks: object;
  readonly world?: Omit<World, "zoom">;
  /** Absent: the server knows no Zoom. */
  readonly zoom?: Says;
  /** The plan that is to be made. */
  readonly wish: JoinWish;
  /** What `join` holds beside the meeting number and the signature. */
  readonly join: object;
  readonly view?: "client" | "component";
  readonly asked?: readonly unknown[];
  readonly audit?: readonly string[];
}

const tenant = "default";
const lookUp = { meeting: { tenant, meetingNumber: MEETING } };
const zak = { zak: { tenant, zoomUser: ZOOM_USER, ttl: 600 } };
const obfToken = { obfToken: { tenant, zoomUser: ZOOM_USER, meetingNumber: MEETING, ttl: 600 } };
const guest = { role: 0, participant: "guest" } as const;

const ROWS: readonly Row[] = [
  {
    what: "an own meeting, by the policy: nothing beside the signature",
    asks: { meetingNumber: MEETING, role: 0 },
    world: { permission: { account: "own" } },
    wish: { ...guest, meetingOf: "own-account" },
    join: { password: "" },
  },
  {
    what: "an own meeting, by the server's setting, and a name of the caller's own for it",
    asks: { resource: "lesson 7", role: "0" },
    world: { meetingsOf: "own" },
    wish: { ...guest, meetingOf: "own-account" },
    join: { password: "" },
  },
  {
    what: "an own meeting, by Zoom, which knows its passcode",
    asks: { meetingNumber: MEETING, role: 0, view: "client" },
    zoom: { meeting: { ...HOSTS, passcode: "s3same" } },
    wish: { ...guest, meetingOf: "own-account", passcode: "set" },
    view: "client",
    join: { passWord: "s3same" },
    asked: [lookUp],
  },
  {
    what: "what Zoom said a while ago will do for that",
    asks: { meetingNumber: MEETING, role: 0 },
    zoom: { meeting: { ...HOSTS, passcode: "", stale: true } },
    wish: { ...guest, meetingOf: "own-account", passcode: "none" },
    join: { password: "" },
    asked: [lookUp],
  },
  {
    what: "the policy knows whose it is and the passcode: Zoom is not asked",
    asks: { meetingNumber: MEETING, role: 0 },
    world: { permission: { account: "own", passcode: "o4en" } },
    zoom: { meeting: HOSTS },
    wish: { ...guest, meetingOf: "own-account", passcode: "set" },
    join: { password: "o4en" },
  },
  {
    what: "the policy's passcode comes before Zoom's",
    asks: { meetingNumber: MEETING, role: 0 },
    world: { permission: { passcode: "o4en" } },
    zoom: { meeting: { ...HOSTS, passcode: "s3same" } },
    wish: { ...guest, meetingOf: "own-account", passcode: "set" },
    join: { password: "o4en" },
    asked: [lookUp],
  },
  {
    what: "an own meeting, role 0, as a Zoom user: a ZAK would be optional, so there is none",
    asks: { meetingNumber: MEETING, role: 0 },
    world: { permission: USER },
    zoom: { meeting: HOSTS },
    wish: { role: 0, participant: "signed-in", meetingOf: "own-account" },
    join: { password: "" },
    asked: [lookUp],
  },
  {
    what: "an own meeting that wants people signed in: their ZAK",
    asks: { meetingNumber: MEETING, role: 0 },
    world: { permission: USER },
    zoom: { meeting: { ...HOSTS, signInRequired: true } },
    wish: { role: 0, participant: "signed-in", meetingOf: "own-account", signInRequired: true },
    join: { password: "", zak: ZAK },
    asked: [lookUp, zak],
    audit: ["zak"],
  },
  {
    what: "another account's meeting, as a Zoom user: their ZAK",
    asks: { meetingNumber: MEETING, role: 0, view: "client" },
    world: { permission: USER },
    zoom: { meeting: undefined },
    wish: { role: 0, participant: "signed-in", meetingOf: "other-account" },
    view: "client",
    join: { passWord: "", zak: ZAK },
    asked: [lookUp, zak],
    audit: ["zak"],
  },
  {
    what: "another account's meeting, as a program: an OBF token",
    asks: { meetingNumber: MEETING, role: 0 },
    world: { permission: { ...USER, participant: "app" } },
    zoom: { meeting: undefined },
    wish: { role: 0, participant: "app", meetingOf: "other-account" },
    join: { password: "", obfToken: OBF_TOKEN },
    asked: [lookUp, obfToken],
    audit: ["obf-token"],
  },
  {
    what: "the same in client view, of a credential that is for OBF tokens only",
    asks: { meetingNumber: MEETING, role: 0, view: "client" },
    world: { permission: { ...USER, account: "other" }, scopes: ["join:mint", "obf:read"] },
    zoom: {},
    wish: { role: 0, participant: "app", meetingOf: "other-account" },
    view: "client",
    join: { passWord: "", obfToken: OBF_TOKEN },
    asked: [obfToken],
    audit: ["obf-token"],
  },
  {
    what: "another account's meeting, as a guest beside a Zoom user: an OBF token",
    asks: { meetingNumber: MEETING, role: 0, sdkVersion: "5.0.0" },
    world: { permission: { ...USER, account: "other", participant: "guest" } },
    zoom: {},
    wish: { ...guest, meetingOf: "other-account", sdkVersion: "5.0.0" },
    join: { password: "", obfToken: OBF_TOKEN },
    asked: [obfToken],
    audit: ["obf-token"],
  },
  {
    what: "the host of an own meeting: the ZAK is advised, and there",
    asks: { meetingNumber: MEETING, role: 1 },
    world: { permission: USER },
    zoom: { meeting: HOSTS },
    wish: { role: 1, participant: "signed-in", meetingOf: "own-account" },
    join: { password: "", zak: ZAK },
    asked: [lookUp, zak],
    audit: ["host-signature", "zak"],
  },
  {
    what: "the same of a credential without the scope for it: the signature alone",
    asks: { meetingNumber: MEETING, role: 1 },
    world: { permission: USER, scopes: ["host:mint", "join:mint"] },
    zoom: { meeting: HOSTS },
    wish: { role: 1, participant: "signed-in", meetingOf: "own-account" },
    join: { password: "" },
    asked: [lookUp],
    audit: ["host-signature"],
  },
  {
    what: "the host of another account's meeting: the ZAK is needed",
    asks: { meetingNumber: MEETING, role: "1" },
    world: { permission: { ...USER, account: "other" } },
    zoom: {},
    wish: { role: 1, participant: "signed-in", meetingOf: "other-account" },
    join: { password: "", zak: ZAK },
    asked: [zak],
    audit: ["host-signature", "zak"],
  },
  {
    what: "a host without a Zoom user, in whose meeting it is not known: what the plan says of it",
    asks: { meetingNumber: MEETING, role: 1 },
    wish: { role: 1, participant: "guest", meetingOf: "unknown" },
    join: { password: "" },
    audit: ["host-signature"],
  },
  {
    what: "registration: the registrant's token and address",
    asks: { meetingNumber: MEETING, role: 0, registrantToken: "r3g.T0k_n", userEmail: "ada@x.example" },
    world: { permission: { account: "own" } },
    zoom: { meeting: { ...HOSTS, registrationRequired: true } },
    wish: { ...guest, meetingOf: "own-account", registration: true },
    join: { password: "", tk: "r3g.T0k_n", userEmail: "ada@x.example" },
    asked: [lookUp],
  },
  {
    what: "a registrant's token where Zoom says that there is no registration: it is left out",
    asks: { meetingNumber: MEETING, role: 0, registrantToken: "r3g.T0k_n", userEmail: "ada@x.example" },
    zoom: { meeting: { ...HOSTS, registrationRequired: false } },
    wish: { ...guest, meetingOf: "own-account" },
    join: { password: "", userEmail: "ada@x.example" },
    asked: [lookUp],
  },
  {
    what: "an SDK that wants its key in the join",
    asks: { meetingNumber: MEETING, role: 0, sdkVersion: "3.13.1" },
    world: { permission: { account: "own" } },
    wish: { ...guest, meetingOf: "own-account", sdkVersion: "3.13.1" },
    join: { password: "", sdkKey: CREDENTIALS.sdkKey },
  },
  {
    what: "a name of the caller's own",
    asks: { meetingNumber: MEETING, role: 0, userName: "Ada 👩‍🏫", userEmail: "ada@x.example" },
    world: { permission: { account: "own" } },
    wish: { ...guest, meetingOf: "own-account" },
    join: { password: "", userName: "Ada 👩‍🏫", userEmail: "ada@x.example" },
  },
  {
    what: "the policy's name comes first",
    asks: { meetingNumber: MEETING, role: 0, userName: "The Headmaster", view: "client" },
    world: { permission: { account: "own", userName: "Ada L." } },
    wish: { ...guest, meetingOf: "own-account" },
    view: "client",
    join: { passWord: "", userName: "Ada L." },
  },
  {
    what: "an id of a Zoom user, a ZAK and a passcode in the body: none of them counts",
    asks: {
      meetingNumber: MEETING,
      role: 1,
      zoomUser: "boss@x.example",
      zak: "z",
      passcode: "p",
      account: "own",
    },
    world: { permission: { ...USER, account: "other" } },
    zoom: {},
    wish: { role: 1, participant: "signed-in", meetingOf: "other-account" },
    join: { password: "", zak: ZAK },
    asked: [zak],
    audit: ["host-signature", "zak"],
  },
];

/** What of a plan is answered. */
function told(wish: JoinWish) {
  const { outcome, items, unknowns } = planJoin(wish);
  const entries = Object.entries(items).map(([name, { need, why, advised }]) => [
    name,
    advised ? { need, advised, why } : { need, why },
  ]);
  return {
    outcome,
    items: Object.fromEntries(entries),
    unknowns: unknowns.map(({ id, says, decides }) => ({ id, says, decides })),
  };
}

describe("POST /v1/join", () => {
  test.each(ROWS)("$what", async ({ asks, world, zoom: says, wish, join, view = "component", ...row }) => {
    const zoom = says && zoomThat(says);
    const { join: ask, rows, records } = serverWith({ ...world, zoom });
    const { status, json } = await ask(asks);
    const verified = verify(json.signature ?? "", CREDENTIALS.sdkSecret, { now: NOW });
    const payload = verified.ok && verified.payload;
    const { role } = wish;
    const [iat, exp] = role === 1 ? [NOW - 30, NOW + 1771] : [NOW - 30, NOW + 7200];
    expect(payload).toEqual({
      appKey: CREDENTIALS.sdkKey,
      sdkKey: CREDENTIALS.sdkKey,
      mn: MEETING,
      role,
      iat,
      exp,
      tokenExp: exp,
    });
    expect([status, json]).toEqual([
      200,
      {
        signature: json.signature,
        sdkKey: CREDENTIALS.sdkKey,
        expiresAt: new Date(exp * 1000).toISOString(),
        expiresIn: exp - NOW,
        meetingNumber: MEETING,
        role,
        view,
        join: { meetingNumber: MEETING, signature: json.signature, ...join },
        plan: told(wish),
      },
    ]);
    expect(zoom?.asked ?? []).toEqual(row.asked ?? []);
    const tokens: Readonly<Record<string, readonly [string, number]>> = {
      "host-signature": [json.signature, exp],
      zak: [ZAK, NOW + 600],
      "obf-token": [OBF_TOKEN, NOW + 600],
    };
    expect(rows).toEqual(
      (row.audit ?? []).map((action) => ({
        at: NOW,
        requestId: records[0]?.requestId,
        tenant: "default",
        caller: "session:alice",
        action,
        meetingNumber: MEETING,
        zoomUser: world?.permission?.zoomUser,
        tokenSha256: sha256(tokens[action]?.[0] ?? ""),
        expiresAt: tokens[action]?.[1],
      })),
    );
    expect(records.map(({ route, outcome }) => [route, outcome])).toEqual([["/v1/join", "signed"]]);
  });
});

test("a lifetime and the mode of video are those of a signature", async () => {
  const { join } = serverWith({ meetingsOf: "own", permission: { maxLifetime: 3600 } });
  const asks = { meetingNumber: MEETING, role: 0, expirationSeconds: 7000, videoWebRtcMode: 1 };
  const { json } = await join(asks);
  const verified = verify(json.signature, CREDENTIALS.sdkSecret, { now: NOW });
  expect(verified.ok && [verified.payload.exp, verified.payload.video_webrtc_mode]).toEqual([NOW + 3600, 1]);
});
