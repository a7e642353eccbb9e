import { describe, expect, test } from "vitest";
import { type ZoomProblem, ZoomUnavailable } from "../../src/companion/companion.ts";
import { StoreUnavailable } from "../../src/state/stores.ts";
import { MEETING } from "../support.ts";
import { codesOf, HOSTS, type Says, serverWith, type World, ZOOM_USER, zoomThat } from "./support.ts";

const USER = { zoomUser: ZOOM_USER } as const;
const PARTICIPANT = { meetingNumber: MEETING, role: 0 };
const HOST = { meetingNumber: MEETING, role: 1 };

interface Row {
  readonly what: string;
  readonly asks: object;
  readonly world?: Omit<World, "zoom">;
  readonly zoom?: Says;
  readonly status: number;
  readonly title: string;
  readonly error: {
    readonly code: string;
    readonly property: string;
    readonly reason: string;
    readonly help: string;
  };
  /** What Zoom was asked, by name. */
  readonly asked?: readonly string[];
}

const API_MISSING =
  "Whoever runs this server: say how Zoom's API is reached (`zoom` in the configuration, `companion` of createApp); or, where the meeting is of the app's own account, have the policy (account: \"own\") or the server (meetingsOf) say so.";
const API_MISSING_TITLE = "This join needs a token of Zoom's API, which this server does not ask";
const REFUSED = "Zoom refuses this join, whatever comes with it";

const ROWS: readonly Row[] = [
  {
    what: "a ZAK is needed and the server knows no Zoom",
    asks: PARTICIPANT,
    world: { permission: { ...USER, account: "other" } },
    status: 422,
    title: API_MISSING_TITLE,
    error: {
      code: "zoom-api-missing",
      property: "$request",
      reason:
        "this join needs a ZAK: The meeting is of another account: a person joins it as the Zoom user they are.",
      help: API_MISSING,
    },
  },
  {
    what: "an OBF token is needed, as nobody knows whose meeting it is, and the server knows no Zoom",
    asks: PARTICIPANT,
    status: 422,
    title: API_MISSING_TITLE,
    error: {
      code: "zoom-api-missing",
      property: "$request",
      reason:
        "this join needs an OBF token: The meeting may be of another account and a guest has no ZAK: the OBF token of a user who is in the meeting brings it in.",
      help: API_MISSING,
    },
  },
  {
    what: "the policy names no Zoom user",
    asks: PARTICIPANT,
    zoom: { meeting: undefined },
    asked: ["meeting"],
    status: 422,
    title: "This join needs a Zoom user, and the policy names none",
    error: {
      code: "zoom-user-missing",
      property: "$request",
      reason:
        "this join needs an OBF token: The meeting is of another account and a guest has no ZAK: the OBF token of a user who is in the meeting brings it in.",
      help: "Have the policy name the Zoom user whose ZAK or OBF token goes with the join (`zoomUser`).",
    },
  },
  {
    what: "a guest hosts another account's meeting",
    asks: HOST,
    world: { permission: { account: "other" } },
    zoom: {},
    status: 422,
    title: REFUSED,
    error: {
      code: "join-refused",
      property: "role",
      reason: "role 1 in another account's meeting needs the host's ZAK, and a guest has none",
      help: "Join with role 0, or as the host: a signed-in user whose ZAK can be had.",
    },
  },
  {
    what: "an SDK that takes no OBF token",
    asks: { ...PARTICIPANT, sdkVersion: "4.1.0" },
    world: { permission: { ...USER, account: "other", participant: "app" } },
    zoom: {},
    status: 422,
    title: REFUSED,
    error: {
      code: "join-refused",
      property: "sdkVersion",
      reason: "an OBF token is needed, and version 4.1.0 of the web SDK does not take one",
      help: "Update `@zoom/meetingsdk` to 5.0.0 or later, or join as a Zoom user with that user's ZAK.",
    },
  },
  {
    what: "a guest where people are signed in",
    asks: PARTICIPANT,
    zoom: { meeting: { ...HOSTS, signInRequired: true } },
    asked: ["meeting"],
    status: 422,
    title: REFUSED,
    error: {
      code: "join-refused",
      property: "$request",
      reason: "the meeting admits only who is signed in to Zoom, and a guest is not",
      help: "Let the person sign in to Zoom and pass their ZAK, or switch the requirement off for this meeting.",
    },
  },
  {
    what: "no registration where it is wanted",
    asks: PARTICIPANT,
    zoom: { meeting: { ...HOSTS, registrationRequired: true } },
    asked: ["meeting"],
    status: 422,
    title: "This meeting wants registration",
    error: {
      code: "registrant-token-missing",
      property: "registrantToken",
      reason: "this meeting wants registration",
      help: "Give registrantToken, the `tk` of the registrant's own join_url, and userEmail, the address that was registered.",
    },
  },
  {
    what: "the credential is not for ZAKs, role 0",
    asks: PARTICIPANT,
    world: { permission: { ...USER, account: "other" }, scopes: ["host:mint", "join:mint"] },
    zoom: {},
    status: 403,
    title: "No ZAK for this caller",
    error: {
      code: "zak-not-allowed",
      property: "role",
      reason: "no ZAK for this caller",
      help: "Have the caller given the scope zak:read in the server's settings, and its Zoom user (`zoomUser`) in the policy.",
    },
  },
  {
    what: "the credential is not for ZAKs, role 1: no signature either",
    asks: HOST,
    world: { permission: { ...USER, account: "other" }, scopes: ["host:mint", "join:mint"] },
    zoom: {},
    status: 403,
    title: "No ZAK for this caller",
    error: {
      code: "zak-not-allowed",
      property: "role",
      reason: "no ZAK for this caller",
      help: "Have the caller given the scope zak:read in the server's settings, and its Zoom user (`zoomUser`) in the policy.",
    },
  },
  {
    what: "the credential is not for OBF tokens",
    asks: PARTICIPANT,
    world: {
      permission: { ...USER, account: "other", participant: "app" },
      scopes: ["join:mint", "zak:read"],
    },
    zoom: {},
    status: 403,
    title: "No OBF token for this caller",
    error: {
      code: "obf-token-not-allowed",
      property: "role",
      reason: "no OBF token for this caller",
      help: "Have the caller given the scope obf:read in the server's settings, and its Zoom user (`zoomUser`) in the policy.",
    },
  },
  {
    what: "the credential is not for hosts: its ZAK scope does not help",
    asks: HOST,
    world: { permission: { ...USER, account: "other" }, scopes: ["join:mint", "zak:read"] },
    zoom: {},
    status: 403,
    title: "No signature for this role",
    error: {
      code: "role-not-allowed",
      property: "role",
      reason: "no signature for this role",
      help: "Ask for role 0; or have the caller allowed to sign for hosts in the server's settings.",
    },
  },
  {
    what: "the policy grants role 0: Zoom is not asked at all",
    asks: HOST,
    world: { permission: { ...USER, maxRole: 0 } },
    zoom: { meeting: HOSTS },
    status: 403,
    title: "No signature for this role",
    error: {
      code: "role-not-allowed",
      property: "role",
      reason: "no signature for this role",
      help: "Ask for role 0; or have the caller allowed to sign for hosts in the server's settings.",
    },
  },
];

test.each(ROWS)("$what", async ({ asks, world, zoom: says, asked = [], status, title, error }) => {
  const zoom = says && zoomThat(says);
  const { join, rows, records } = serverWith({ ...world, zoom });
  const answer = await join(asks);
  expect([answer.status, answer.json]).toEqual([
    status,
    {
      type: `/v1/explain/${error.code}`,
      title,
      status,
      detail: error.reason,
      errors: [error],
    },
  ]);
  expect(answer.headers.get("retry-after")).toBeNull();
  expect((zoom?.asked ?? []).flatMap((one) => Object.keys(one as object))).toEqual(asked);
  expect(rows).toEqual([]);
  expect(records.map(({ outcome }) => outcome)).toEqual([error.code]);
});

test("a meeting that is somebody else's and one that does not exist are answered alike, and Zoom is not asked", async () => {
  const zoom = zoomThat({ meeting: undefined });
  const { join } = serverWith({ zoom });
  const answers = await Promise.all(
    [
      { meetingNumber: "999999999", role: 0 },
      { meetingNumber: "123456789", role: 0 },
      { resource: "lesson 8", role: 0 },
      { meetingNumber: "999999999", role: 1, view: "client" },
    ].map((body) => join(body)),
  );
  const [first] = answers;
  expect(first && [first.status, codesOf(first)]).toEqual([403, ["meeting-not-allowed"]]);
  for (const { status, json } of answers) expect([status, json]).toEqual([403, first?.json]);
  expect(zoom.asked).toEqual([]);
});

test("a join that Zoom refuses anyway takes nothing of the limit of hosts", async () => {
  const { join } = serverWith({
    permission: { account: "other" },
    zoom: zoomThat({}),
    limits: { hostsPerMinute: 1 },
  });
  for (let one = 0; one < 3; one += 1) expect(codesOf(await join(HOST))).toEqual(["join-refused"]);
});

test("the limits of hosts and of OBF tokens hold, and Zoom is asked for nothing beyond them", async () => {
  for (const [permission, zoomAsked] of [
    [{ ...USER, account: "other" }, "zak"],
    [{ ...USER, account: "other", participant: "app" }, "obfToken"],
  ] as const) {
    const zoom = zoomThat({});
    const { join } = serverWith({ permission, zoom, limits: { hostsPerMinute: 2, obfTokensPerMinute: 2 } });
    const statuses = [];
    for (let one = 0; one < 3; one += 1) statuses.push((await join(PARTICIPANT)).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect(zoom.asked.flatMap((one) => Object.keys(one as object))).toEqual([zoomAsked, zoomAsked]);
  }
});

test("the host check of Zoom stands before the ZAK, too", async () => {
  const zoom = zoomThat({ meeting: { ...HOSTS, hostId: "u-2", hostEmail: "bob@school.example" } });
  const { join, rows } = serverWith({ permission: USER, zoom, hostCheck: { companion: zoom } });
  expect(codesOf(await join(HOST))).toEqual(["role-not-allowed"]);
  expect([zoom.asked.filter((one) => "zak" in (one as object)), rows]).toEqual([[], []]);
});

describe("the audit does not answer: nothing is given", () => {
  const down = () => Promise.reject(new StoreUnavailable("audit", undefined));
  test.each<[string, object, World["permission"]]>([
    ["a host's signature", HOST, { account: "own" }],
    ["a host's signature and ZAK", HOST, { ...USER, account: "own" }],
    ["a ZAK, role 0", PARTICIPANT, { ...USER, account: "other" }],
    ["an OBF token", PARTICIPANT, { ...USER, account: "other", participant: "app" }],
  ])("%s", async (_, asks, permission) => {
    const { join } = serverWith({
      permission: { passcode: "o4en", ...permission },
      zoom: zoomThat({}),
      append: down,
    });
    const { status, headers, json } = await join(asks);
    expect([status, headers.get("retry-after"), json]).toEqual([
      503,
      "5",
      {
        type: "/v1/explain/audit-unavailable",
        title: "What hosts are given cannot be recorded now",
        status: 503,
        detail: "what hosts are given cannot be recorded now",
        errors: [
          {
            property: "role",
            reason: "what hosts are given cannot be recorded now",
            code: "audit-unavailable",
            help: "Ask for role 0, or try again. Whoever runs this server should look at its audit: without a row nobody hosts.",
          },
        ],
      },
    ]);
  });

  test("not even where the first of two rows was written", async () => {
    const rows: string[] = [];
    const { join } = serverWith({
      permission: { ...USER, account: "own", passcode: "o4en" },
      zoom: zoomThat({}),
      append: ({ action }) => (rows.push(action) === 1 ? Promise.resolve() : down()),
    });
    expect(codesOf(await join(HOST))).toEqual(["audit-unavailable"]);
    expect(rows).toEqual(["host-signature", "zak"]);
  });

  test("a participant of an own meeting needs none", async () => {
    const { join } = serverWith({ permission: { account: "own" }, append: down });
    expect((await join(PARTICIPANT)).status).toBe(200);
  });
});

/** Each reason of Zoom's: status, and Retry-After where Zoom named none and where it named 17 seconds. */
const PROBLEMS: Readonly<Record<ZoomProblem, readonly [status: number, unnamed: string | null]>> = {
  "zoom-circuit-open": [503, "5"],
  "zoom-credentials-refused": [502, null],
  "zoom-grant-missing": [409, null],
  "zoom-grant-needs-reauthorization": [409, null],
  "zoom-grant-unreadable": [503, null],
  "zoom-permission-missing": [502, null],
  "zoom-rate-limited": [503, "5"],
  "zoom-refused": [502, null],
  "zoom-unavailable": [503, "5"],
};

describe.each(Object.entries(PROBLEMS))("Zoom gives nothing: %s", (problem, [status, unnamed]) => {
  const code = problem as ZoomProblem;
  const SECRET = "Zoom said a thing that is for the operator";
  const failed = (retryAfter?: number): ZoomUnavailable => new ZoomUnavailable(code, SECRET, retryAfter);

  test.each<[string, object, World["permission"], (error: ZoomUnavailable) => Says]>([
    ["a ZAK, role 0", PARTICIPANT, { ...USER, account: "other" }, (zak) => ({ zak })],
    ["a ZAK, role 1", HOST, { ...USER, account: "other" }, (zak) => ({ zak })],
    ["a ZAK that is advised", HOST, { ...USER, account: "own", passcode: "o4en" }, (zak) => ({ zak })],
    [
      "an OBF token",
      PARTICIPANT,
      { ...USER, account: "other", participant: "app" },
      (obfToken) => ({ obfToken }),
    ],
  ])("for %s", async (what, asks, permission, says) => {
    for (const [retryAfter, named] of [
      [undefined, unnamed],
      [17, "17"],
    ] as const) {
      const { join, rows, records } = serverWith({ permission, zoom: zoomThat(says(failed(retryAfter))) });
      const answer = await join(asks);
      expect([answer.status, codesOf(answer), answer.headers.get("retry-after")]).toEqual([
        status,
        [code],
        named,
      ]);
      expect(rows).toEqual([]);
      expect(records.map(({ outcome }) => outcome)).toEqual([code]);
      expect(JSON.stringify([answer.json, records])).not.toContain(SECRET);
      const help: string = answer.json.errors[0].help;
      const saysWhoHasToBeThere = help.includes("has to be in the meeting already");
      expect(saysWhoHasToBeThere).toBe(code === "zoom-refused" && what === "an OBF token");
    }
  });

  test("for whose meeting it is: a join that stands or falls with it waits, others go on", async () => {
    const lookUp = async (world: World, asks: object, retryAfter?: number) => {
      const { join, rows } = serverWith({ ...world, zoom: zoomThat({ meeting: failed(retryAfter) }) });
      const answer = await join(asks);
      const { status, json } = answer;
      return status === 200
        ? Object.keys(json.join).sort().join(" ")
        : [status, codesOf(answer)[0], answer.headers.get("retry-after"), rows.length];
    };
    const plain = "meetingNumber password signature";
    // Signing needs no Zoom: what the policy or the server's settings say of the meeting will do.
    expect(await lookUp({ permission: { account: "own" } }, PARTICIPANT, 17)).toBe(plain);
    expect(await lookUp({ meetingsOf: "own" }, PARTICIPANT, 17)).toBe(plain);
    expect(await lookUp({ meetingsOf: "own" }, HOST, 17)).toBe(plain);
    // In a moment it may be known.
    expect(await lookUp({}, PARTICIPANT, 17)).toEqual([status, code, "17", 0]);
    expect(await lookUp({ permission: USER }, HOST, 17)).toEqual([status, code, "17", 0]);
    // Somebody has to act first: until then it is a meeting of which nothing is known.
    expect(await lookUp({}, PARTICIPANT)).toEqual([422, "zoom-user-missing", null, 0]);
    expect(await lookUp({ permission: USER }, PARTICIPANT)).toBe("meetingNumber password signature zak");
  });
});

test("an error that is none of Zoom's is none of the caller's either", async () => {
  const { join, rows } = serverWith({
    permission: { ...USER, account: "other" },
    zoom: { ...zoomThat({}), zak: () => Promise.reject(new Error("ECONNRESET 10.0.0.7")) },
  });
  const answer = await join(PARTICIPANT);
  expect([answer.status, codesOf(answer), rows]).toEqual([500, ["internal"], []]);
  expect(JSON.stringify(answer.json)).not.toContain("10.0.0.7");
});
