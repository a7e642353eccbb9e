import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Environment } from "@countersign/core";
import { createApiKey, createApp, readPrivateFile, serverConfigFromEnv } from "@countersign/server";
import { afterAll, expect, test } from "vitest";
import { CREDENTIALS, MEETING } from "../support.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string, mode = 0o600): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

const { key, record } = await createApiKey({ id: "billing", meetings: [MEETING] });
const KEYS = file("keys.json", JSON.stringify([record]));
const ZOOM = { ZOOM_MEETING_SDK_KEY: CREDENTIALS.sdkKey, ZOOM_MEETING_SDK_SECRET: CREDENTIALS.sdkSecret };
const API_KEYS: Environment = { ...ZOOM, COUNTERSIGN_API_KEYS_FILE: KEYS };
const DEVELOPMENT: Environment = { ...ZOOM, COUNTERSIGN_DEVELOPMENT: "1", COUNTERSIGN_MEETINGS: MEETING };

test("API keys from a file, everything else by default", () => {
  expect(serverConfigFromEnv(API_KEYS)).toEqual({
    credentials: {
      ...CREDENTIALS,
      from: { sdkKey: "ZOOM_MEETING_SDK_KEY", sdkSecret: "ZOOM_MEETING_SDK_SECRET" },
      warnings: [],
    },
    access: { kind: "api-keys", keys: [record] },
    allowNative: false,
    corsOrigins: [],
    host: "127.0.0.1",
    port: 4000,
    warnings: [],
  });
});

test("development mode, everything set", () => {
  const config = serverConfigFromEnv({
    ...DEVELOPMENT,
    COUNTERSIGN_MEETINGS: `${MEETING}, 999 999 999`,
    COUNTERSIGN_MAX_ROLE: "1",
    COUNTERSIGN_ALLOW_NATIVE: "true",
    CORS_ALLOW_ORIGIN: "https://app.example.com, http://localhost:3000,",
    HOST: "::1",
    PORT: "0",
    NODE_ENV: "development",
    COUNTERSIGN_DEBUG: "1",
  });
  expect(config).toMatchObject({
    access: { kind: "development", meetings: [MEETING, "999 999 999"], maxRole: 1, native: true },
    allowNative: true,
    corsOrigins: ["https://app.example.com", "http://localhost:3000"],
    host: "::1",
    port: 0,
    warnings: [
      "development mode: whoever can reach this machine's loopback gets a signature, and can host with it, without saying who they are",
    ],
  });
});

test("development mode hosts no meeting and signs nothing native unless told", () => {
  expect(serverConfigFromEnv(DEVELOPMENT).access).toEqual({
    kind: "development",
    meetings: [MEETING],
    maxRole: 0,
    native: false,
  });
});

test("what is read starts an app that knows the key", async () => {
  const { credentials, access } = serverConfigFromEnv(API_KEYS);
  const app = createApp({ credentials, access });
  const request = new Request("http://localhost/", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({ meetingNumber: MEETING, role: 0 }),
  });
  expect((await app(request)).status).toBe(200);
});

test("an origin list has no use with API keys, and that is said", () => {
  expect(serverConfigFromEnv({ ...API_KEYS, CORS_ALLOW_ORIGIN: "https://app.example.com" }).warnings).toEqual(
    [
      "CORS_ALLOW_ORIGIN has no use with API keys: requests from pages are refused, since keys are for servers",
    ],
  );
});

test.each([
  [undefined, undefined],
  ["", undefined],
  ["own", "own"],
  [" other ", "other"],
] as const)("COUNTERSIGN_MEETINGS_OF=%s", (value, meetingsOf) => {
  expect(serverConfigFromEnv({ ...API_KEYS, COUNTERSIGN_MEETINGS_OF: value }).meetingsOf).toBe(meetingsOf);
});

test("a secret may stand in a file", () => {
  const { ZOOM_MEETING_SDK_SECRET: _, ...rest } = DEVELOPMENT;
  const path = file("secret", `${CREDENTIALS.sdkSecret}\n`, 0o400);
  expect(serverConfigFromEnv({ ...rest, ZOOM_MEETING_SDK_SECRET_FILE: path }).credentials.sdkSecret).toBe(
    CREDENTIALS.sdkSecret,
  );
  const open = file("open-secret", CREDENTIALS.sdkSecret, 0o644);
  expect(() => serverConfigFromEnv({ ...rest, ZOOM_MEETING_SDK_SECRET_FILE: open })).toThrow(
    expect.objectContaining({ code: "file-readable-by-others" }),
  );
});

const bad = (change: object) => JSON.stringify([{ ...record, ...change }]);

test.each<[what: string, env: Environment, code: string, field: string]>([
  ["no access at all", ZOOM, "access-missing", "COUNTERSIGN_API_KEYS_FILE"],
  [
    "development switched off",
    { ...DEVELOPMENT, COUNTERSIGN_DEVELOPMENT: "0" },
    "access-missing",
    "COUNTERSIGN_API_KEYS_FILE",
  ],
  ["both ways at once", { ...DEVELOPMENT, ...API_KEYS }, "access-twice", "COUNTERSIGN_DEVELOPMENT"],
  [
    "development in production",
    { ...DEVELOPMENT, NODE_ENV: "production" },
    "development-in-production",
    "COUNTERSIGN_DEVELOPMENT",
  ],
  ...["0.0.0.0", "::", "192.168.1.2", "example.com", "localhost.example.com"].map(
    (HOST): [string, Environment, string, string] => [
      `development on ${HOST}`,
      { ...DEVELOPMENT, HOST },
      "development-not-loopback",
      "HOST",
    ],
  ),
  [
    "development without a meeting",
    { ...DEVELOPMENT, COUNTERSIGN_MEETINGS: " , " },
    "setting-invalid",
    "COUNTERSIGN_MEETINGS",
  ],
  [
    "a misspelt setting",
    { ...API_KEYS, COUNTERSIGN_ALOW_NATIVE: "1" },
    "setting-unknown",
    "COUNTERSIGN_ALOW_NATIVE",
  ],
  [
    "a switch that is neither",
    { ...API_KEYS, COUNTERSIGN_ALLOW_NATIVE: "yes" },
    "setting-invalid",
    "COUNTERSIGN_ALLOW_NATIVE",
  ],
  ["role 2", { ...DEVELOPMENT, COUNTERSIGN_MAX_ROLE: "2" }, "setting-invalid", "COUNTERSIGN_MAX_ROLE"],
  [
    "somebody's meetings",
    { ...API_KEYS, COUNTERSIGN_MEETINGS_OF: "mine" },
    "setting-invalid",
    "COUNTERSIGN_MEETINGS_OF",
  ],
  ["port 65536", { ...API_KEYS, PORT: "65536" }, "setting-invalid", "PORT"],
  ["a port in words", { ...API_KEYS, PORT: "http" }, "setting-invalid", "PORT"],
  ["port -1", { ...API_KEYS, PORT: "-1" }, "setting-invalid", "PORT"],
  ["every origin", { ...DEVELOPMENT, CORS_ALLOW_ORIGIN: "*" }, "cors-origin-invalid", "corsOrigins"],
  [
    "a plain http origin",
    { ...DEVELOPMENT, CORS_ALLOW_ORIGIN: "http://a.example" },
    "cors-origin-invalid",
    "corsOrigins",
  ],
  ["no credentials", { COUNTERSIGN_API_KEYS_FILE: KEYS }, "credentials-missing", "sdkKey"],
  [
    "a placeholder",
    { ...API_KEYS, ZOOM_MEETING_SDK_SECRET: "YOUR_SDK_SECRET" },
    "sdk-secret-invalid",
    "sdkSecret",
  ],
  [
    "no such file",
    { ...API_KEYS, COUNTERSIGN_API_KEYS_FILE: join(folder, "none") },
    "file-not-readable",
    join(folder, "none"),
  ],
  [
    "a folder",
    { ...API_KEYS, COUNTERSIGN_API_KEYS_FILE: "/proc/self" },
    "file-readable-by-others",
    "/proc/self",
  ],
  ...(
    [
      ["nothing", ""],
      ["no JSON", "[{"],
      ["an empty list", "[]"],
      ["an object", JSON.stringify(record)],
      ["the key itself", JSON.stringify([key])],
      ["a field more", bad({ key })],
      ["a meeting alone", bad({ meetings: MEETING })],
      ["all meetings by another word", bad({ meetings: "*" })],
      ["meetings as numbers", bad({ meetings: [Number(MEETING)] })],
      ["role 2", bad({ maxRole: 2 })],
      ["a role as text", bad({ maxRole: "1" })],
      ["native as text", bad({ native: "true" })],
    ] as const
  ).map(([what, text], index): [string, Environment, string, string] => [
    `a file of keys with ${what}`,
    { ...API_KEYS, COUNTERSIGN_API_KEYS_FILE: file(`bad-${index}.json`, text) },
    "api-keys-invalid",
    "COUNTERSIGN_API_KEYS_FILE",
  ]),
])("does not start with %s", (_, env, code, field) => {
  const start = () => serverConfigFromEnv(env);
  expect(start).toThrow(expect.objectContaining({ code, field, help: expect.stringMatching(/\S/) }));
  try {
    start();
  } catch (error) {
    const { message } = error as Error;
    expect(message).not.toContain("\n");
    expect(message).not.toContain(key);
  }
});

test.each([0o644, 0o604, 0o606, 0o602, 0o777])("a file of mode %i is refused", (mode) => {
  const path = file("open", "x", mode);
  expect(() => readPrivateFile(path)).toThrow(
    expect.objectContaining({ code: "file-readable-by-others", field: path }),
  );
});

test.each([0o600, 0o400, 0o640, 0o660])("a file of mode %i is read", (mode) => {
  expect(readPrivateFile(file("closed", "text", mode))).toBe("text");
});
