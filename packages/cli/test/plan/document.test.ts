import { type Block, toMarkdown } from "@countersign/core/diagnose";
import { type JoinWish, planJoin } from "@countersign/core/plan";
import { describe, expect, test } from "vitest";
import { planDocument } from "../../src/plan/document.ts";
import type { View } from "../../src/plan/wish.ts";

const GUEST: JoinWish = { role: 0, participant: "guest" };

function titleOf(wish: JoinWish): string {
  const [title] = planDocument(planJoin(wish));
  return title?.kind === "title" ? `${title.tone}: ${title.text}` : "";
}

/** What stands under a heading, up to the next. */
function under(name: string, wish: JoinWish, view?: View): string[] {
  const document = planDocument(planJoin(wish), view);
  const start = document.findIndex((block) => block.kind === "heading" && block.text.startsWith(name));
  if (start < 0) return [];
  const rest = document.slice(start + 1);
  const end = rest.findIndex(({ kind }) => kind === "heading");
  const shown = (block: Block) => (block.kind === "pointed" ? block.label : block.text);
  return [document[start], ...rest.slice(0, end < 0 ? undefined : end)].flatMap((block) =>
    block ? [shown(block)] : [],
  );
}

test.each<[string, JoinWish]>([
  ["good: Possible, with signature", { ...GUEST, meetingOf: "own-account" }],
  ["good: Possible, with signature and OBF token", { ...GUEST, meetingOf: "other-account" }],
  [
    "good: Possible, with signature, ZAK, registrant token and e-mail address",
    { role: 0, participant: "signed-in", meetingOf: "other-account", registration: true },
  ],
  [
    "bad: Refused: role 1 in another account's meeting needs the host's ZAK, and a guest has none",
    { role: 1, participant: "guest", meetingOf: "other-account" },
  ],
  [
    "bad: Refused: the meeting admits only who is signed in to Zoom, and a guest is not",
    { ...GUEST, signInRequired: true },
  ],
  [
    "doubtful: Not known whether it is possible; if it is, with signature",
    { role: 1, participant: "guest", meetingOf: "own-account" },
  ],
])("%s", (title, wish) => {
  expect(titleOf(wish)).toBe(title);
});

describe("what was understood", () => {
  test.each<[string, JoinWish]>([
    [
      "A person who is no Zoom user takes part (role 0) in a meeting of the account that owns the app, by the web SDK, a recent version, under the rules of 2026-03-02.",
      { ...GUEST, meetingOf: "own-account" },
    ],
    [
      "A program starts, as its host (role 1), a webinar of an account that is not known, by a native SDK 6.6.10, under the rules of 2026-12-24. It wants registration. Only people who are signed in to Zoom may join. It has a passcode.",
      {
        role: 1,
        participant: "app",
        kind: "webinar",
        registration: true,
        signInRequired: true,
        passcode: "set",
        platform: "native",
        sdkVersion: "6.6.10",
        on: "2026-12-24",
      },
    ],
    [
      "A person, as the Zoom user they are, takes part (role 0) in a meeting of another account than the app's, by the React Native SDK, a recent version, under the rules of 2026-03-02. It has no passcode.",
      {
        role: 0,
        participant: "signed-in",
        meetingOf: "other-account",
        passcode: "none",
        platform: "react-native",
      },
    ],
  ])("%s", (words, wish) => {
    expect(planDocument(planJoin(wish))[1]).toEqual({ kind: "text", text: words });
  });
});

const OTHER: JoinWish = { role: 0, participant: "signed-in", meetingOf: "other-account" };

describe("each item: whether, why, how, and its name", () => {
  test.each<[string, JoinWish, View | undefined, string[]]>([
    [
      "signature",
      OTHER,
      undefined,
      [
        "signature: needed",
        "Every join carries one: with this meeting's number and role 0. [1]",
        "how: `countersign sign -m NUMBER -r 0`, or the server: `POST /v1/signature`",
        "name: `signature` in `join()` of both views",
      ],
    ],
    [
      "signature",
      { ...GUEST, platform: "native" },
      undefined,
      [
        "signature: needed",
        "The SDK is authorised with it, once for the app: without meeting number and role. [1] [2]",
        "how: `countersign sign --native`, or the server: `POST /v1/signature`",
        "name: none in this SDK's `join`",
      ],
    ],
    [
      "ZAK",
      OTHER,
      "component",
      [
        "ZAK: needed",
        "The meeting is of another account: a person joins it as the Zoom user they are. [2] [3]",
        "how: `GET /v2/users/{userId}/token?type=zak&ttl={seconds}` [4] [5] [6]",
        "access token: of the user, who consents to the app (user OAuth)",
        "scopes: `user:read:token` or `user:read:token:admin`; classic: `user:read` or `user:read:admin`",
        "name: `zak` in `join()` of component view",
      ],
    ],
    [
      "ZAK",
      { role: 1, participant: "signed-in", meetingOf: "own-account", platform: "native" },
      undefined,
      [
        "ZAK: needed",
        "Role 1 starts the meeting as its host: the ZAK of the host or of an alternative host says who that is. [3]",
        "how: `GET /v2/users/{userId}/token?type=zak&ttl={seconds}` [4] [5] [6]",
        "access token: Server-to-Server OAuth or of the user, who consents to the app (user OAuth)",
        "scopes: `user:read:token` or `user:read:token:admin`; classic: `user:read` or `user:read:admin`",
        "name: `userZAK`",
      ],
    ],
    [
      "ZAK: optional, and better given",
      { role: 1, participant: "signed-in", meetingOf: "own-account" },
      "client",
      [
        "ZAK: optional, and better given",
        "In a meeting of the app's own account one of Zoom's pages asks for none and another does; with the host's ZAK both are right. [2] [3]",
        "how: `GET /v2/users/{userId}/token?type=zak&ttl={seconds}` [4] [5] [6]",
        "access token: Server-to-Server OAuth or of the user, who consents to the app (user OAuth)",
        "scopes: `user:read:token` or `user:read:token:admin`; classic: `user:read` or `user:read:admin`",
        "name: `zak` in `join()` of client view",
      ],
    ],
    [
      "OBF token",
      OTHER,
      undefined,
      [
        "OBF token: refused",
        "The ZAK is needed, and with an OBF token beside it the SDK refuses the call. [7]",
      ],
    ],
    [
      "OBF token",
      { ...GUEST, platform: "react-native" },
      undefined,
      [
        "OBF token: needed",
        "The meeting may be of another account and a guest has no ZAK: the OBF token of a user who is in the meeting brings it in. [4] [5] [6]",
        "how: `GET /v2/users/me/token?type=onbehalf&meeting_id={meetingNumber}&ttl={seconds}` [7] [8]",
        "access token: of the user, who consents to the app (user OAuth)",
        "scopes: `user:read:token`; classic: `user:read`",
        "name: none in this SDK's `join`",
      ],
    ],
    [
      "registrant token",
      { ...OTHER, registration: true },
      undefined,
      [
        "registrant token: needed",
        "It says which registrant this is: the `tk` in the registrant's own `join_url`. [8] [9]",
        "how: `POST /v2/meetings/{meetingNumber}/registrants` [8] [9]",
        "access token: Server-to-Server OAuth or of the user, who consents to the app (user OAuth)",
        "scopes: not known, no page was read that names them",
        "name: `tk` in `join()` of both views",
      ],
    ],
    ["registrant token", OTHER, undefined, ["registrant token: not used", "There is no registration."]],
    [
      "passcode",
      { ...OTHER, passcode: "set" },
      undefined,
      [
        "passcode: needed",
        "The meeting has one. [8]",
        "how: whoever invites has it; of a meeting of the app's own account, `GET /v2/meetings/{meetingNumber}` says it as `password`",
        "name: `passWord` in `join()` of client view, `password` in component view's",
      ],
    ],
    [
      "SDK key",
      { ...GUEST, meetingOf: "own-account", sdkVersion: "3.13.1" },
      "client",
      [
        "SDK key: needed",
        "This version wants the app's client id as a parameter, too.",
        "name: `sdkKey` in `join()` of client view",
      ],
    ],
    ["SDK key", { ...GUEST, meetingOf: "own-account", sdkVersion: "6.2.0" }, undefined, []],
  ])("%s", (name, wish, view, shown) => {
    expect(under(name, wish, view)).toEqual(shown);
  });
});

test("a refusal with its way out, what holds beside it, what is not known", () => {
  expect(
    under("Refused", { role: 0, participant: "app", meetingOf: "other-account", sdkVersion: "4.1.0" }),
  ).toEqual([
    "Refused, and the way out",
    "An OBF token is needed, and version 4.1.0 of the web SDK does not take one. [1] [2] Update `@zoom/meetingsdk` to 5.0.0 or later, or join as a Zoom user with that user's ZAK.",
  ]);
  expect(under("Not known", { role: 1, participant: "guest" }).slice(0, 2)).toEqual([
    "Not known",
    expect.stringMatching(/^The join stands or falls with it: Whose meeting it is decides;/),
  ]);
  expect(under("What has to hold", OTHER).length).toBe(3);
});

/** 3 x 2 x 3 x 2 x 2 x 2 x 3 x 3 wishes without a version. */
function* everyWish(): Generator<JoinWish> {
  const of = <Value>(...values: Value[]) => values;
  for (const meetingOf of of("own-account", "other-account", "unknown") as NonNullable<
    JoinWish["meetingOf"]
  >[])
    for (const role of [0, 1] as const)
      for (const participant of ["guest", "signed-in", "app"] as const)
        for (const registration of [false, true])
          for (const signInRequired of [false, true])
            for (const kind of ["meeting", "webinar"] as const)
              for (const passcode of ["set", "none", "unknown"] as const)
                for (const platform of ["web", "native", "react-native"] as const)
                  yield {
                    meetingOf,
                    role,
                    participant,
                    registration,
                    signInRequired,
                    kind,
                    passcode,
                    platform,
                  };
}

test("every plan: marks count up from 1 and each has its source; every refusal, unknown and item is there", () => {
  const wrong: string[] = [];
  let plans = 0;
  for (const wish of everyWish()) {
    plans++;
    const plan = planJoin(wish);
    const text = toMarkdown(planDocument(plan));
    const [body = "", known = ""] = text.split("## Known from");
    const marks = [...body.matchAll(/\\\[(\d+)\\\]/g)].map(([, number]) => Number(number));
    const firsts = [...new Set(marks)];
    const listed = [...known.matchAll(/^- \\\[(\d+)\\\]/gm)].map(([, number]) => Number(number));
    const counted = firsts.map((_, index) => index + 1);
    const headings = (
      body.match(/^## (?:signature|ZAK|OBF token|registrant token|e-mail address|passcode):/gm) ?? []
    ).length;
    if (firsts.join() !== counted.join() || listed.join() !== counted.join() || headings !== 6) {
      wrong.push(JSON.stringify(wish));
    }
    if (/undefined|\[object/.test(text)) wrong.push(JSON.stringify(wish));
    if (body.includes("## Not known") !== plan.unknowns.length > 0) wrong.push(JSON.stringify(wish));
    if (body.includes("## Refused") !== plan.refusals.length > 0) wrong.push(JSON.stringify(wish));
  }
  expect({ plans, wrong }).toEqual({ plans: 1296, wrong: [] });
});
