/**
 * From the page by `POST /v1/join` into the meeting: the real SDK, our server, and the sandbox as all of Zoom. What
 * Zoom's API gave arrives at the join under the names that the SDK has for it.
 */
import { type RecordedJoin, startSandbox } from "@countersign/sandbox";
import {
  auditKey,
  createApp,
  memoryState,
  type OpenZoom,
  openSqliteAudit,
  openZoom,
  session,
} from "@countersign/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sealTokens } from "../../packages/server/src/grants/tokens.ts";
import { app, Stand } from "./support/stand.ts";

const USERS = { clientId: "general_App_Id", clientSecret: "general_App_Secret_0123456789" };
const ACCOUNT = {
  clientId: "server_App_Id",
  clientSecret: "server_App_Secret_0123456789",
  accountId: "own",
};
const OWN = "87654321098";
const OTHERS = "81234567890";
const LONG = { init: 60_000, joined: 90_000 };

/** What the policy makes of the team's own names. */
const LESSONS = {
  "a lesson to hold": { meetingNumber: OWN, maxRole: 1, zoomUser: "ada" },
  "a lesson to attend": { meetingNumber: OWN, maxRole: 0, userName: "Pupil 17" },
  "a lesson elsewhere": {
    meetingNumber: OTHERS,
    maxRole: 0,
    zoomUser: "ada",
    participant: "signed-in",
    passcode: "271828",
  },
  "a lesson to take notes of": {
    meetingNumber: OTHERS,
    maxRole: 0,
    zoomUser: "ada",
    participant: "app",
    userName: "Notes",
    passcode: "271828",
  },
} as const;

let stand: Stand;
let zoom: OpenZoom;
const closing: (() => Promise<unknown>)[] = [];
let answers: (request: Request) => Promise<Response>;

beforeAll(async () => {
  stand = await Stand.open({
    meetings: [
      { meetingNumber: OWN, hostId: "ada", passcode: "314159" },
      { meetingNumber: OTHERS, hostId: "eve", passcode: "271828", account: "other" },
    ],
    api: {
      apps: [
        { ...USERS, kind: "general", accountId: "own", scopes: ["user:read:token"] },
        {
          ...ACCOUNT,
          kind: "server-to-server",
          scopes: ["user:read:token:admin", "meeting:read:meeting:admin"],
        },
      ],
      users: [
        { id: "ada", email: "ada@own.example", accountId: "own" },
        { id: "eve", email: "eve@other.example", accountId: "other" },
      ],
    },
    routes: (path) => (path === "/v1/join" ? (request) => answers(request) : undefined),
  });
  const { url, close } = await startSandbox({ sandbox: stand.sandbox, port: 0 });
  closing.push(close);
  const key = crypto.getRandomValues(new Uint8Array(32));
  const state = memoryState();
  zoom = await openZoom(
    {
      urls: { oauth: url, api: url },
      tenants: { default: { account: ACCOUNT, users: USERS } },
      grants: { kind: "sqlite", place: ":memory:", keys: [key] },
    },
    state,
  );
  closing.push(zoom.close);
  await consent("ada");
  const audit = await openSqliteAudit({ path: ":memory:", key: auditKey(key) });
  closing.push(async () => audit.close());
  answers = createApp({
    credentials: app,
    access: {
      authenticate: session({
        authenticate: () => ({ subject: "whoever is signed in to the school" }),
        scopes: ["join:mint", "host:mint", "zak:read", "obf:read"],
      }),
      policy: (_, wish) => {
        const name = wish.kind === "web" ? wish.resource : undefined;
        const lesson = Object.entries(LESSONS).find(([one]) => one === name)?.[1];
        return lesson === undefined ? "no" : { kind: "web", ...lesson };
      },
    },
    state: { ...state, audit },
    limits: { hostsPerMinute: 100 },
    companion: zoom.companion,
    hostCheck: { companion: zoom.companion },
  });
});

afterAll(async () => {
  for (const close of closing.reverse()) await close();
  await stand?.close();
});

/** As the callback of /oauth/callback keeps it. */
async function consent(user: string): Promise<void> {
  const {
    accessToken,
    refreshToken,
    expiresIn: life,
  } = stand.sandbox.zoom.grant({
    clientId: USERS.clientId,
    userId: user,
  });
  const key = { tenant: "default", app: USERS.clientId, kind: "user", user } as const;
  await zoom.store.authorize(
    key,
    0,
    await sealTokens(zoom.keys, key, 1, { accessToken, refreshToken, life }),
  );
}

type Lesson = keyof typeof LESSONS;

async function join(resource: Lesson, of: Pick<Combination, "role" | "version" | "view">) {
  const ended = await stand.run({
    ...of,
    give: { joinEndpoint: "/v1/join", resource },
    leave: true,
    deadlines: LONG,
  });
  return { ended, last: stand.sandbox.joins.at(-1) };
}

interface Combination {
  readonly lesson: Lesson;
  readonly view: "client" | "component";
  readonly version: string;
  readonly role: 0 | 1;
  readonly arrives: (token: string) => Partial<RecordedJoin>;
}

const asHost = (zsk: string): Partial<RecordedJoin> => ({
  meetingNumber: OWN,
  passcode: "314159",
  userName: "Ada Lovelace",
  beside: expect.objectContaining({ zsk }),
});
const asUser = (ztk: string): Partial<RecordedJoin> => ({
  meetingNumber: OTHERS,
  passcode: "271828",
  userName: "Ada Lovelace",
  beside: { ztk },
});
const asApp = (obfToken: string): Partial<RecordedJoin> => ({
  meetingNumber: OTHERS,
  passcode: "271828",
  userName: "Notes",
  beside: { obfToken },
});

const COMBINATIONS: readonly Combination[] = [
  { lesson: "a lesson to hold", role: 1, view: "component", version: "6.2.0", arrives: asHost },
  { lesson: "a lesson to hold", role: 1, view: "client", version: "6.2.0", arrives: asHost },
  { lesson: "a lesson to hold", role: 1, view: "component", version: "3.13.1", arrives: asHost },
  { lesson: "a lesson elsewhere", role: 0, view: "component", version: "6.2.0", arrives: asUser },
  { lesson: "a lesson elsewhere", role: 0, view: "client", version: "6.2.0", arrives: asUser },
  { lesson: "a lesson to take notes of", role: 0, view: "component", version: "6.2.0", arrives: asApp },
  { lesson: "a lesson to take notes of", role: 0, view: "client", version: "6.2.0", arrives: asApp },
];

describe("by POST /v1/join", () => {
  it.each(COMBINATIONS)(
    "$lesson, with the token for it, SDK $version, $view view",
    { timeout: 180_000 },
    async ({ lesson, arrives, ...of }) => {
      const { ended, last } = await join(lesson, of);
      expect([ended.code, ended.message]).toEqual(["joined", undefined]);
      const given = stand.sandbox.zoom.companions().at(-1);
      expect(given?.kind).toBe(lesson === "a lesson to take notes of" ? "onbehalf" : "zak");
      expect(last).toMatchObject({
        outcome: "joined",
        sdkVersion: of.version,
        ...arrives(given?.token ?? "there is none"),
      });
    },
  );

  it("a lesson that takes no token, with none asked for", { timeout: 180_000 }, async () => {
    const before = stand.sandbox.zoom.companions().length;
    const { ended, last } = await join("a lesson to attend", {
      role: 0,
      view: "component",
      version: "6.2.0",
    });
    expect(ended.code).toBe("joined");
    expect(last).toMatchObject({ outcome: "joined", passcode: "314159", userName: "Pupil 17", beside: {} });
    expect(stand.sandbox.zoom.companions()).toHaveLength(before);
  });

  it("nothing where the plan knows no such join, and the page is told why", async () => {
    const { ended } = await join("a lesson to take notes of", {
      role: 0,
      view: "component",
      version: "3.13.1",
    });
    expect(ended).toMatchObject({ code: "endpoint-refused", message: expect.stringMatching(/3\.13\.1/) });
    expect(ended.help).toMatch(/\d/);
  });
});
