import { createApp, type DevelopmentAccess } from "@countersign/server";
import { expect, test } from "vitest";
import { isLoopbackAddress, isLoopbackName } from "../../src/access/loopback.ts";
import { DEVELOPMENT, MEETING } from "../support.ts";

const app = createApp({ ...DEVELOPMENT, corsOrigins: ["https://app.example.com"] });
const HERE = "http://localhost:4000";

async function ask(
  headers: Record<string, string>,
  remoteAddress: string | undefined = "127.0.0.1",
  url = `${HERE}/`,
): Promise<string> {
  const request = new Request(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ meetingNumber: MEETING, role: 0 }),
  });
  const response = await app(request, { remoteAddress });
  const body = await response.json();
  return response.status === 200 ? "signed" : body.errors[0].code;
}

test.each([
  ["127.0.0.1", "signed"],
  ["127.8.9.10", "signed"],
  ["::1", "signed"],
  ["::ffff:127.0.0.1", "signed"],
  ["10.0.0.1", "development-loopback-only"],
  ["192.168.1.2", "development-loopback-only"],
  ["::ffff:10.0.0.1", "development-loopback-only"],
  ["fe80::1", "development-loopback-only"],
  ["2001:db8::1", "development-loopback-only"],
  ["127.0.0.1.evil.example", "development-loopback-only"],
  ["", "development-loopback-only"],
])("from the address %o: %s", async (address, outcome) => {
  expect(await ask({}, address)).toBe(outcome);
});

test("from an address that is not known: refused", async () => {
  const request = new Request(HERE, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ meetingNumber: MEETING, role: 0 }),
  });
  expect((await app(request)).status).toBe(403);
});

test.each<[what: string, headers: Record<string, string>, outcome: string]>([
  ["a page of this server", { origin: HERE }, "signed"],
  ["a listed page", { origin: "https://app.example.com" }, "signed"],
  ["another page", { origin: "https://evil.example" }, "origin-not-allowed"],
  ["a page on another port", { origin: "http://localhost:4001" }, "origin-not-allowed"],
  ["a sandboxed frame", { origin: "null" }, "origin-not-allowed"],
  ["a proxy for another machine", { "x-forwarded-for": "203.0.113.9" }, "development-loopback-only"],
  [
    "a chain with another machine",
    { "x-forwarded-for": "127.0.0.1, 203.0.113.9" },
    "development-loopback-only",
  ],
  ["a development proxy on this machine", { "x-forwarded-for": "::1" }, "signed"],
  ["a proxy of the standard", { forwarded: "for=127.0.0.1" }, "development-loopback-only"],
  ["a foreign host name", { host: "evil.example:4000" }, "development-loopback-only"],
  ["a host name that starts like ours", { host: "localhost.evil.example" }, "development-loopback-only"],
  ["two host names", { host: "localhost, evil.example" }, "development-loopback-only"],
  ["a host name below localhost", { host: "app.localhost:4000" }, "signed"],
])("%s: %s", async (_, headers, outcome) => {
  expect(await ask(headers)).toBe(outcome);
});

test.each([
  ["http://127.0.0.1:4000/", "signed"],
  ["http://[::1]:4000/", "signed"],
  ["http://evil.example:4000/", "development-loopback-only"],
  ["http://127.0.0.1.evil.example/", "development-loopback-only"],
])("by the address %s: %s", async (url, outcome) => {
  expect(await ask({}, "127.0.0.1", url)).toBe(outcome);
});

test.each([
  [["127.0.0.1", "127.255.255.255", "::1", "::FFFF:127.0.0.1"], true],
  [["127.0.0.256", "127.0.0", "127.0.0.1.1", "128.0.0.1", "0.0.0.0", "::", "localhost"], false],
])("loopback addresses: %o %s", (addresses, expected) => {
  expect(addresses.map(isLoopbackAddress)).toEqual(addresses.map(() => expected));
});

test.each([
  [["localhost", "LOCALHOST", "a.localhost", "127.0.0.1", "[::1]"], true],
  [["localhost.example", "notlocalhost", "example.com", "", "[::2]", "0.0.0.0"], false],
])("loopback names: %o %s", (names, expected) => {
  expect(names.map(isLoopbackName)).toEqual(names.map(() => expected));
});

const start = (access: Partial<DevelopmentAccess>) => () =>
  createApp({ ...DEVELOPMENT, access: { kind: "development", ...access } as DevelopmentAccess });

test("does not start without a meeting, with one that is none, or with a role that is none", () => {
  expect(start({ meetings: [] })).toThrow(
    expect.objectContaining({ code: "setting-invalid", field: "meetings" }),
  );
  expect(start({})).toThrow(expect.objectContaining({ code: "setting-invalid" }));
  expect(start({ meetings: ["1"] })).toThrow(expect.objectContaining({ code: "meeting-number-invalid" }));
  expect(start({ meetings: [MEETING], maxRole: 2 as 1 })).toThrow(TypeError);
});

test("an access of no known kind does not start", () => {
  expect(() => createApp({ ...DEVELOPMENT, access: { kind: "open" } as never })).toThrow(TypeError);
  expect(() => createApp({ ...DEVELOPMENT, access: undefined as never })).toThrow(TypeError);
});

test("says on /healthz that callers are not asked", async () => {
  const response = await app(new Request(`${HERE}/healthz`));
  expect(await response.json()).toEqual({
    status: "ok",
    warnings: ["development mode: callers are not asked who they are"],
  });
});
