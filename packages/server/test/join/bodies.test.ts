import { describe, expect, test } from "vitest";
import { MEETING } from "../support.ts";
import { codesOf, serverWith } from "./support.ts";

const good = { meetingNumber: MEETING, role: 0 };

describe("what a body may not say", () => {
  test.each<
    [string, object | string, number, readonly (readonly [code: string, property: string, reason: string])[]]
  >([
    ["no body", "", 400, [["json-invalid", "$body", "a value is missing (character 1 of the body)"]]],
    ["a list", "[]", 400, [["body-not-an-object", "$body", "the body is not a JSON object"]]],
    [
      "nothing: a join is never native",
      {},
      400,
      [
        ["meeting-number-missing", "meetingNumber", "the meeting number is missing"],
        ["role-missing", "role", "the role is missing"],
      ],
    ],
    [
      "no role",
      { meetingNumber: MEETING },
      400,
      [["meeting-number-and-role-together", "$schema", "meetingNumber is given without role"]],
    ],
    [
      "another view",
      { ...good, view: "Client" },
      400,
      [["view-invalid", "view", 'view is "Client"; it is "client" or "component", or left out']],
    ],
    [
      "a view that is null",
      { ...good, view: null },
      400,
      [["view-invalid", "view", 'view is null; it is "client" or "component", or left out']],
    ],
    ...["latest", "^6.2.0", "6", "6.2.0 ", " 6.2.0", "", `6.2.0-${"a".repeat(33)}`].map(
      (sdkVersion) =>
        [
          `the version ${JSON.stringify(sdkVersion)}`,
          { ...good, sdkVersion },
          400,
          [
            [
              "sdk-version-invalid",
              "sdkVersion",
              `sdkVersion is ${JSON.stringify(sdkVersion)}; it is a version, as 6.2.0, or left out`,
            ],
          ],
        ] as const satisfies [string, object, number, unknown],
    ),
    [
      "a version that is a number",
      { ...good, sdkVersion: 6.2 },
      400,
      [["sdk-version-invalid", "sdkVersion", "sdkVersion is 6.2; it is a version, as 6.2.0, or left out"]],
    ],
    [
      "an empty name",
      { ...good, userName: "" },
      400,
      [["user-name-invalid", "userName", 'userName is ""; it is text of 1 to 128 characters, or left out']],
    ],
    [
      "a name with a line break",
      { ...good, userName: "Ada\nLovelace" },
      400,
      [
        [
          "user-name-invalid",
          "userName",
          'userName is "Ada\\nLovelace"; it is text of 1 to 128 characters, or left out',
        ],
      ],
    ],
    [
      "a name of 129",
      { ...good, userName: "a".repeat(129) },
      400,
      [
        [
          "user-name-invalid",
          "userName",
          `userName is "${"a".repeat(62)}…; it is text of 1 to 128 characters, or left out`,
        ],
      ],
    ],
    [
      "no address",
      { ...good, userEmail: "ada" },
      400,
      [
        [
          "user-email-invalid",
          "userEmail",
          'userEmail is "ada"; it is an address of up to 100 characters, or left out',
        ],
      ],
    ],
    [
      "an address of 101",
      { ...good, userEmail: `${"a".repeat(91)}@x.example` },
      400,
      [
        [
          "user-email-invalid",
          "userEmail",
          `userEmail is "${"a".repeat(62)}…; it is an address of up to 100 characters, or left out`,
        ],
      ],
    ],
    [
      "a registrant's token with spaces, which is not shown, and without its address",
      { ...good, registrantToken: "r3g T0ken" },
      400,
      [
        [
          "registrant-token-invalid",
          "registrantToken",
          "registrantToken is not one; it is text of 1 to 512 characters of ASCII, without spaces, or left out",
        ],
        ["user-email-missing", "userEmail", "the e-mail address of the registrant is missing"],
      ],
    ],
    [
      "a registrant's token that is an object",
      { ...good, registrantToken: { tk: "x" }, userEmail: "ada@x.example" },
      400,
      [
        [
          "registrant-token-invalid",
          "registrantToken",
          "registrantToken is not one; it is text of 1 to 512 characters of ASCII, without spaces, or left out",
        ],
      ],
    ],
    [
      "the client secret",
      { ...good, sdkSecret: "x" },
      400,
      [["secret-in-request", "sdkSecret", "the request carries a secret"]],
    ],
    [
      "all that can be wrong, at once",
      {
        meetingNumber: "1",
        role: "2",
        view: 1,
        sdkVersion: 1,
        userName: 1,
        userEmail: 1,
        registrantToken: 1,
      },
      400,
      [
        ["meeting-number-invalid", "meetingNumber", expect.any(String) as never],
        ["role-invalid", "role", 'role is "2"; it is 0 or 1'],
        ["view-invalid", "view", 'view is 1; it is "client" or "component", or left out'],
        ["sdk-version-invalid", "sdkVersion", "sdkVersion is 1; it is a version, as 6.2.0, or left out"],
        ["user-name-invalid", "userName", "userName is 1; it is text of 1 to 128 characters, or left out"],
        [
          "user-email-invalid",
          "userEmail",
          "userEmail is 1; it is an address of up to 100 characters, or left out",
        ],
        [
          "registrant-token-invalid",
          "registrantToken",
          "registrantToken is not one; it is text of 1 to 512 characters of ASCII, without spaces, or left out",
        ],
      ],
    ],
    ["5000 bytes", " ".repeat(5000), 413, [["body-too-large", "$body", "the body is too large"]]],
  ])("%s", async (_, body, status, errors) => {
    const { join } = serverWith({ meetingsOf: "own" });
    const { status: got, json } = await join(body);
    const seen = json.errors.map(({ code, property, reason }: Record<string, string>) => [
      code,
      property,
      reason,
    ]);
    expect([got, seen]).toEqual([status, errors]);
  });
});

test.each<[string, object]>([
  ["a name of 128", { userName: "a".repeat(128) }],
  ["an address of 100", { userEmail: `${"a".repeat(90)}@x.example` }],
  ["a version with a suffix", { sdkVersion: "v6.2.0-beta.1" }],
  ["a version of two numbers", { sdkVersion: "6.2" }],
  ["a registrant's token of 512", { registrantToken: "t".repeat(512), userEmail: "a@b" }],
  ["keys that nobody knows", { autoJoin: true, lang: "en" }],
  ["a link instead of a number", { meetingNumber: `https://zoom.us/j/${MEETING}?pwd=abc` }],
])("%s is taken", async (_, more) => {
  const { join } = serverWith({ meetingsOf: "own" });
  const { status, json } = await join({ ...good, ...more });
  expect([status, json.meetingNumber]).toEqual([200, MEETING]);
});

test("the ways out that a native signature would be are not named", async () => {
  const { join } = serverWith({ meetingsOf: "own" });
  for (const body of [{}, { role: 0 }]) {
    const answer = await join(body);
    expect(codesOf(answer).length).toBeGreaterThan(0);
    expect(JSON.stringify(answer.json)).not.toMatch(/native/i);
  }
});
