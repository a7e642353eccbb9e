import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { ApiKey } from "../../src/access/api-key.ts";
import { apiKeyRecords, apiKeys, scopesOfKey } from "../../src/access/api-keys.ts";
import type { Caller, Peer } from "../../src/access/caller.ts";
import type { Wish } from "../../src/access/policy.ts";
import { MEETING, NOW } from "../facts.ts";

const KEY = `zsk_portal_${"k".repeat(43)}`;
const OTHER = `zsk_other_${"k".repeat(43)}`;
const hashOf = (key: string): string => createHash("sha256").update(key).digest("hex");
const record = (more: object = {}): ApiKey =>
  ({ id: "portal", sha256: hashOf(KEY), meetings: [MEETING], maxRole: 0, native: false, ...more }) as ApiKey;
const other = (more: object = {}): ApiKey => record({ id: "other", sha256: hashOf(OTHER), ...more });

const SERVER = new Set(["diagnose", "join:mint"]);
const PORTAL = {
  id: "key:portal",
  method: "api-key",
  tenant: "default",
  scopes: SERVER,
  claims: {},
  expiresAt: undefined,
};
const peer: Peer = {
  remoteAddress: "203.0.113.9",
  originListed: false,
  body: async () => new Uint8Array(),
  now: () => NOW,
};
const ask = (headers: Readonly<Record<string, string>>, keys: readonly ApiKey[] = [record(), other()]) =>
  apiKeys(keys)(new Request("https://sign.example/", { method: "POST", headers }), peer);
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const END = "2025-11-24T02:00:00Z";
const at = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");

describe("who it is", () => {
  test("the end of a test's key is the test's now", () => expect(at(NOW)).toBe(END));

  test.each<[string, Readonly<Record<string, string>>, readonly ApiKey[] | undefined, unknown]>([
    ["a known key", bearer(KEY), undefined, PORTAL],
    ["in other letters and spaces", { authorization: `BEARER  ${KEY}` }, undefined, PORTAL],
    ["another known key", bearer(OTHER), undefined, { ...PORTAL, id: "key:other" }],
    ["no header", {}, undefined, undefined],
    ["another scheme", { authorization: `Basic ${KEY}` }, undefined, undefined],
    ["another token", bearer("eyJ.x.y"), undefined, undefined],
    ["nothing before the scheme but it", { authorization: `x Bearer ${KEY}` }, undefined, undefined],
    ["no space", { authorization: `Bearer${KEY}` }, undefined, undefined],
    ["something after it", bearer(`${KEY} x`), undefined, undefined],
    ["no form of a key", bearer("zsk_x"), undefined, "authentication-required"],
    ["an unknown id", bearer(`zsk_nobody_${"k".repeat(43)}`), undefined, "authentication-required"],
    [
      "an unknown id whose hash would be noughts",
      bearer(`zsk_nobody_${"k".repeat(43)}`),
      [record({ sha256: "0".repeat(64) })],
      "authentication-required",
    ],
    ["a known id with another secret", bearer(`${KEY.slice(0, -1)}x`), undefined, "authentication-required"],
    ["in a page", { ...bearer(KEY), origin: "https://app.example" }, undefined, "api-key-from-browser"],
    ["in a page, and none", { origin: "https://app.example" }, undefined, undefined],
    ["a hash in capitals", bearer(KEY), [record({ sha256: hashOf(KEY).toUpperCase() })], PORTAL],
    ["of a tenant", bearer(KEY), [record({ tenant: "north" })], { ...PORTAL, tenant: "north" }],
    [
      "until in a second",
      bearer(KEY),
      [record({ expiresAt: at(NOW + 1) })],
      { ...PORTAL, expiresAt: NOW + 1 },
    ],
    ["until now", bearer(KEY), [record({ expiresAt: at(NOW) })], "authentication-required"],
    ["until a second ago", bearer(KEY), [record({ expiresAt: at(NOW - 1) })], "authentication-required"],
  ])("%s", async (_, headers, keys, answer) => {
    expect(await ask(headers, keys)).toEqual(answer);
  });

  test("what is said of all keys before anybody calls", () => {
    const keys = [
      record({ tenant: "north" }),
      other({ tenant: "north", maxRole: 1 }),
      record({ id: "third", native: true }),
    ];
    expect(apiKeys(keys).facts).toEqual({
      prefix: "key:",
      tenants: ["north", "default"],
      scopes: new Set(["diagnose", "join:mint", "host:mint", "native:mint"]),
      fromBrowsers: false,
      challenge: 'Bearer realm="countersign"',
    });
  });
});

test.each<[object, readonly string[]]>([
  [{}, ["diagnose", "join:mint"]],
  [{ maxRole: 1 }, ["diagnose", "join:mint", "host:mint"]],
  [{ native: true }, ["diagnose", "join:mint", "native:mint"]],
  [{ maxRole: 1, native: true, scopes: ["zak:read"] }, ["zak:read"]],
  [{ scopes: [] }, []],
])("a record of %o can have %o", (more, scopes) => {
  expect([...scopesOfKey(record(more))]).toEqual(scopes);
});

test("nothing that one key can have becomes another's", async () => {
  scopesOfKey(record({ maxRole: 1, native: true }));
  expect([...scopesOfKey(record())]).toEqual(["diagnose", "join:mint"]);
});

const web = (meetingNumber = MEETING): Wish => ({ kind: "web", meetingNumber, role: 0 });
const NATIVE: Wish = { kind: "native" };
const yes = (maxRole: 0 | 1, meetingNumber = MEETING) => ({ kind: "web", meetingNumber, maxRole });

test.each<[string, object, Wish, unknown]>([
  ["its meeting", {}, web(), yes(0)],
  ["its meeting, for hosts", { maxRole: 1 }, web(), yes(1)],
  ["its meeting, written with spaces", { meetings: ["872 7069 5528"] }, web(), yes(0)],
  ["another meeting", {}, web("999999999"), "no"],
  ["no meeting at all", { meetings: [] }, web(), "no"],
  ["any meeting", { meetings: "any" }, web("999999999"), yes(0, "999999999")],
  ["a resource", { meetings: "any" }, { kind: "web", resource: "7", role: 0 }, "no"],
  ["native", {}, NATIVE, "no"],
  ["native, which it may", { native: true }, NATIVE, { kind: "native" }],
])("may have: %s", (_, more, wish, answer) => {
  const policy = apiKeyRecords([record(more)]);
  expect(policy(PORTAL as Caller, wish)).toEqual(answer);
  expect(policy({ ...PORTAL, id: "key:other" } as Caller, wish)).toBe("no");
  expect(policy({ ...PORTAL, method: "session" } as Caller, wish)).toBe("no");
});

const HELP =
  "A record of an API key is { id, sha256, meetings, maxRole, native }, as createApiKey() gives it.";
const ID = "the id of an API key is not 1 to 32 lower-case letters, digits and dashes";
const HASH = "the API key portal has no SHA-256 hash of 64 hexadecimal digits";
const ROLE = "the API key portal has a maxRole that is not 0 or 1";
const TENANT = "the API key portal has a tenant that is not lower-case letters, digits and dashes";
const ENDS = "the API key portal has an expiresAt that is not written as in 2027-01-31T00:00:00Z";
const LIST = 'the API key portal has meetings that are not a list or "any"';

describe("does not start", () => {
  const refused = (field: string, message: string) =>
    expect.objectContaining({
      name: "StartUpError",
      code: "api-keys-invalid",
      field,
      message,
      help: HELP,
    }) as Error;

  test.each<[string, unknown, string, string]>([
    ["no list", record(), "keys", "there is no API key"],
    ["no key", [], "keys", "there is no API key"],
    ["no id", [record({ id: undefined })], "id", ID],
    ["an id that is no text", [record({ id: ["portal"] })], "id", ID],
    ["an id in capitals", [record({ id: "Portal" })], "id", ID],
    ["one id twice", [record(), record()], "id", "two API keys have the id portal"],
    ["no hash", [record({ sha256: undefined })], "sha256", HASH],
    ["a hash that is too short", [record({ sha256: hashOf(KEY).slice(1) })], "sha256", HASH],
    ["something before the hash", [record({ sha256: `x${hashOf(KEY)}` })], "sha256", HASH],
    ["something after the hash", [record({ sha256: `${hashOf(KEY)}x` })], "sha256", HASH],
    ["a hash in a list", [record({ sha256: [hashOf(KEY)] })], "sha256", HASH],
    ["the role 2", [record({ maxRole: 2 })], "maxRole", ROLE],
    ["the role as text", [record({ maxRole: "1" })], "maxRole", ROLE],
    [
      "native as text",
      [record({ native: "no" })],
      "native",
      "the API key portal has a native that is not true or false",
    ],
    ["a tenant that is none", [record({ tenant: "North" })], "tenant", TENANT],
  ])("with %s, whether it is to authenticate or to decide", (_, keys, field, message) => {
    expect(() => apiKeys(keys as readonly ApiKey[])).toThrow(refused(field, message));
    expect(() => apiKeyRecords(keys as readonly ApiKey[])).toThrow(refused(field, message));
  });

  test.each(["2027-01-31", "2027-13-31T00:00:00Z", ""])("with an end that is none: %o", (expiresAt) => {
    expect(() => apiKeys([record({ expiresAt })])).toThrow(refused("expiresAt", ENDS));
  });

  test.each([undefined, "all", MEETING])("with meetings that are none: %o", (meetings) => {
    expect(() => apiKeyRecords([record({ meetings })])).toThrow(refused("meetings", LIST));
  });

  test("with scopes that are none", () => {
    expect(() => apiKeys([record({ scopes: ["host"] })])).toThrow(
      expect.objectContaining({
        message: "the scopes of the API key portal are not a list of known ones",
      }) as Error,
    );
  });
});
