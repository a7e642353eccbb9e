import { expect, test } from "vitest";
import type { Caller } from "../../src/access/caller.ts";
import type { Wish } from "../../src/access/policy.ts";
import { type ClaimsPolicyOptions, policyFromClaims } from "../../src/access/policy-claims.ts";
import { MEETING } from "../facts.ts";

const callerWith = (claims: Caller["claims"]): Caller => ({
  id: "oidc:school:alice",
  method: "oidc",
  tenant: "default",
  scopes: new Set(["join:mint", "host:mint"]),
  claims,
});
const WISH: Wish = { kind: "web", meetingNumber: MEETING, role: 0 };
const HOST = { zoom: { m: { [MEETING]: "host" } } };
const yes = (maxRole: 0 | 1, more: object = {}): object => ({
  kind: "web",
  meetingNumber: MEETING,
  maxRole,
  maxLifetime: undefined,
  zoomUser: undefined,
  userName: undefined,
  ...more,
});

interface Row {
  readonly what: string;
  readonly claims?: Caller["claims"];
  readonly options?: ClaimsPolicyOptions;
  readonly wish?: Wish;
  readonly answer: unknown;
}

const named = (user: unknown, name?: unknown) => ({ ...HOST, user: { id: user, name } });
const paths = { zoomUser: ["user", "id"], userName: ["user", "name"] };

test.each<Row>([
  { what: "host", answer: yes(1) },
  { what: "attendee", claims: { zoom: { m: { [MEETING]: "attendee" } } }, answer: yes(0) },
  { what: "a wish for role 1", wish: { ...WISH, role: 1 }, answer: yes(1) },
  { what: "no claims", claims: {}, answer: "no" },
  { what: "another meeting", claims: { zoom: { m: { "999999999": "host" } } }, answer: "no" },
  { what: "nothing on the way", claims: { zoom: null }, answer: "no" },
  { what: "a text on the way", claims: { zoom: "m" }, answer: "no" },
  { what: "nothing at the end", claims: { zoom: { m: null } }, answer: "no" },
  { what: "a list of numbers", claims: { zoom: { m: [MEETING] } }, answer: "no" },
  {
    what: "a list on the way",
    claims: { zoom: [{ [MEETING]: "host" }] },
    options: { meetings: ["zoom", "0"] },
    answer: "no",
  },
  { what: "inherited, on the way", claims: Object.create(HOST), answer: "no" },
  { what: "inherited, the number", claims: { zoom: { m: Object.create(HOST.zoom.m) } }, answer: "no" },
  ...["Host", "HOST", "", "hosts", "participant", 1, true, null, ["host"], { host: true }].map((role) => ({
    what: `beside the number ${JSON.stringify(role)}`,
    claims: { zoom: { m: { [MEETING]: role } } },
    answer: "no",
  })),
  { what: "a native SDK", wish: { kind: "native" }, answer: "no" },
  {
    what: "a resource, of which a token says nothing",
    claims: { zoom: { m: { undefined: "host" } } },
    wish: { kind: "web", resource: "lesson 7", role: 0 },
    answer: "no",
  },
  {
    what: "elsewhere in the claims",
    claims: { "https://school.example/rooms": { [MEETING]: "host" } },
    options: { meetings: ["https://school.example/rooms"] },
    answer: yes(1),
  },
  {
    what: "elsewhere only",
    options: { meetings: ["rooms"] },
    answer: "no",
  },
  { what: "a lifetime", options: { maxLifetime: 3600 }, answer: yes(1, { maxLifetime: 3600 }) },
  {
    what: "a user and a name",
    claims: named("u-1", "Ada"),
    options: paths,
    answer: yes(1, { zoomUser: "u-1", userName: "Ada" }),
  },
  { what: "a user and a name that nobody asked for", claims: named("u-1", "Ada"), answer: yes(1) },
  {
    what: "255 characters and 256",
    claims: named("u".repeat(255), "n".repeat(256)),
    options: paths,
    answer: yes(1, { zoomUser: "u".repeat(255) }),
  },
  { what: "empty ones", claims: named("", ""), options: paths, answer: yes(1) },
  { what: "ones that are no text", claims: named(["u-1"], 7), options: paths, answer: yes(1) },
  { what: "none", claims: HOST, options: paths, answer: yes(1) },
  {
    what: "a letter of a text",
    claims: { ...HOST, user: "Ada" },
    options: { userName: ["user", "0"] },
    answer: yes(1),
  },
])("$what", ({ claims = HOST, options, wish = WISH, answer }) => {
  expect(policyFromClaims(options)(callerWith(claims), wish)).toEqual(answer);
});

test("a native wish gets nothing, though a number stands in it", () => {
  const wish = { kind: "native", meetingNumber: MEETING } as Wish;
  expect(policyFromClaims()(callerWith(HOST), wish)).toBe("no");
});

test.each<[string, unknown]>([
  ["text", "zoom.m"],
  ["no name", []],
  ["a name that is none", ["zoom", 1]],
  ["a name that is none, first", [undefined, "m"]],
  ["null", null],
])("a path of %s does not start", (_, path) => {
  for (const option of ["meetings", "zoomUser", "userName"]) {
    expect(() => policyFromClaims({ [option]: path })).toThrow(
      new TypeError('a path into the claims has to be a list of names, as in ["zoom", "m"]'),
    );
  }
});

test.each([1799, 172_801, 1800.5, Number.NaN, Number.POSITIVE_INFINITY, "3600", null])(
  "a lifetime of %o does not start",
  (maxLifetime) => {
    expect(() => policyFromClaims({ maxLifetime } as ClaimsPolicyOptions)).toThrow(
      new TypeError("maxLifetime has to be a whole number from 1800 to 172800"),
    );
  },
);

test.each([1800, 172_800])("a lifetime of %o does", (maxLifetime) => {
  expect(policyFromClaims({ maxLifetime })(callerWith(HOST), WISH)).toEqual(yes(1, { maxLifetime }));
});
