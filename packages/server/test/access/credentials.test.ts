import { createHash } from "node:crypto";
import { type AppOptions, createApiKey, createApp } from "@countersign/server";
import { expect, test } from "vitest";
import { audited, codesOf, DEVELOPMENT, MEETING, matrix, type Sent } from "../support.ts";

const { key, record } = await createApiKey({ id: "billing", meetings: [MEETING], maxRole: 1 });
const other = await createApiKey({ id: "other", meetings: ["999999999"] });
const stranger = await createApiKey({ id: "billing", meetings: "any", maxRole: 1 });

const options: AppOptions = {
  ...DEVELOPMENT,
  access: { kind: "api-keys", keys: [record, other.record] },
  state: audited(),
};

const body = JSON.stringify({ meetingNumber: MEETING, role: 0 });
const json = { "content-type": "application/json" };
const withHeader = (authorization: string | readonly string[]): Sent => ({
  headers: { ...json, authorization },
  body,
});

const tail = key.slice(-1) === "A" ? "B" : "A";
const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoxfQ.c2ln";

const REFUSED: Readonly<Record<string, Sent>> = {
  "no Authorization": { headers: json, body },
  "an empty one": withHeader(""),
  "a scheme without a key": withHeader("Bearer"),
  "a key without a scheme": withHeader(key),
  "another scheme": withHeader(`Basic ${key}`),
  "a scheme that is nearly right": withHeader(`Bearers ${key}`),
  "a key of another server with the same id": withHeader(`Bearer ${stranger.key}`),
  "the last character changed": withHeader(`Bearer ${key.slice(0, -1)}${tail}`),
  "a character less": withHeader(`Bearer ${key.slice(0, -1)}`),
  "a character more": withHeader(`Bearer ${key}A`),
  "in capitals": withHeader(`Bearer ${key.toUpperCase()}`),
  "an unknown id": withHeader(`Bearer ${key.replace("billing", "nobody")}`),
  "another known id": withHeader(`Bearer ${key.replace("billing", "other")}`),
  "no id": withHeader(`Bearer ${key.replace("billing", "")}`),
  "__proto__ as the id": withHeader(`Bearer ${key.replace("billing", "__proto__")}`),
  "constructor as the id": withHeader(`Bearer ${key.replace("billing", "constructor")}`),
  "the stored hash as the key": withHeader(`Bearer ${record.sha256}`),
  "the key twice": withHeader(`Bearer ${key} ${key}`),
  "two keys with a comma": withHeader(`Bearer ${key}, ${other.key}`),
  "two Authorization headers": withHeader([`Bearer ${key}`, `Bearer ${key}`]),
  "a right one and a wrong one": withHeader([`Bearer ${key}`, "Bearer x"]),
  "a token of three parts": withHeader(`Bearer ${JWT}`),
  "a token of two parts": withHeader("Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoxfQ"),
  "a token without a MAC": withHeader("Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoxfQ."),
  "a token of five parts": withHeader("Bearer a.b.c.d.e"),
  "a letter that is no ASCII": withHeader(`Bearer ${key.slice(0, -1)}\u00e9`),
  "a quoted key": withHeader(`Bearer "${key}"`),
  "a tab between": withHeader(`Bearer\t${key}`),
  "4000 characters": withHeader(`Bearer zsk_billing_${"A".repeat(4000)}`),
  "the key in another header": { headers: { ...json, "x-api-key": key }, body },
  "the key in the address": { path: `/?key=${key}`, headers: json, body },
  "the key in a cookie": { headers: { ...json, cookie: `key=${key}` }, body },
  "the key as proxy authorization": { headers: { ...json, "proxy-authorization": `Bearer ${key}` }, body },
};

matrix("credentials", options, (send, { log }) => {
  test("there are at least 25 kinds", () => {
    expect(Object.keys(REFUSED).length).toBeGreaterThanOrEqual(25);
  });

  test.each(Object.entries(REFUSED))("refused: %s", async (_, sent) => {
    const answer = await send(sent);
    expect([answer.status, codesOf(answer)]).toEqual([401, ["authentication-required"]]);
    expect(answer.headers["www-authenticate"]).toBe('Bearer realm="countersign"');
    expect(answer.text).not.toContain(key.slice(-12));
    expect(log.at(-1)?.caller).toBeUndefined();
  });

  test.each([`Bearer ${key}`, `bearer ${key}`, `BEARER   ${key}`])(
    "accepted: %.8s",
    async (authorization) => {
      const answer = await send(withHeader(authorization));
      expect([answer.status, JSON.parse(answer.text).meetingNumber]).toEqual([200, MEETING]);
      expect(log.at(-1)?.caller).toBe("key:billing");
    },
  );

  test("a right and a wrong key get the same refusal where there is an Origin", async () => {
    const origin = "https://app.example.com";
    for (const authorization of [`Bearer ${key}`, "Bearer x"]) {
      const answer = await send({ headers: { ...json, authorization, origin }, body });
      expect([answer.status, codesOf(answer)]).toEqual([403, ["api-key-from-browser"]]);
    }
  });

  test("strangers learn nothing about the body they sent", async () => {
    const answer = await send({ headers: json, body: "{" });
    expect(codesOf(answer)).toEqual(["authentication-required"]);
  });

  test("a meeting that is another key's and one that is nobody's get the same answer", async () => {
    const answers = [];
    for (const meetingNumber of ["999999999", "111111111"]) {
      for (const role of [0, 1]) {
        const answer = await send({
          headers: { ...json, authorization: `Bearer ${key}` },
          body: JSON.stringify({ meetingNumber, role }),
        });
        const { "x-request-id": _, ...headers } = answer.headers;
        answers.push({ ...answer, headers });
      }
    }
    expect(answers[0]?.status).toBe(403);
    expect(codesOf({ ...answers[0], headers: {} } as never)).toEqual(["meeting-not-allowed"]);
    expect(
      new Set(answers.map((answer) => JSON.stringify({ status: answer.status, text: answer.text }))).size,
    ).toBe(1);
    expect(new Set(answers.map(({ headers }) => Object.keys(headers).join())).size).toBe(1);
  });
});

test("createApiKey", async () => {
  expect(key).toMatch(/^zsk_billing_[A-Za-z0-9_-]{43}$/);
  expect(record).toEqual({
    id: "billing",
    sha256: createHash("sha256").update(key).digest("hex"),
    meetings: [MEETING],
    maxRole: 1,
    native: false,
  });
  const plain = await createApiKey({ meetings: ["872 7069 5528"] });
  expect(plain.record).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{8}$/),
    sha256: createHash("sha256").update(plain.key).digest("hex"),
    meetings: [MEETING],
    maxRole: 0,
    native: false,
  });
  expect(stranger.key).not.toBe(key);
});

test.each(["", "A", "a_b", "-a", "a-", "a".repeat(33), "\u00e4", "a b"])(
  "the id %o is refused",
  async (id) => {
    await expect(createApiKey({ id, meetings: "any" })).rejects.toThrow(TypeError);
  },
);

const bad = (change: object) => ({ ...record, ...change }) as never;
test.each([
  [[], "keys"],
  [[record, { ...other.record, id: "billing" }], "id"],
  [[bad({ id: "A" })], "id"],
  [[bad({ id: undefined })], "id"],
  [[bad({ sha256: key })], "sha256"],
  [[bad({ sha256: "" })], "sha256"],
  [[bad({ maxRole: 2 })], "maxRole"],
  [[bad({ maxRole: "1" })], "maxRole"],
  [[bad({ native: "no" })], "native"],
  [[bad({ meetings: "all" })], "meetings"],
  [[bad({ meetings: undefined })], "meetings"],
])("an app does not start with the keys %#", (keys, field) => {
  const start = () => createApp({ ...options, access: { kind: "api-keys", keys } });
  expect(start).toThrow(expect.objectContaining({ name: "StartUpError", code: "api-keys-invalid", field }));
});

test("a key whose meeting number is none does not start an app", () => {
  const start = () =>
    createApp({ ...options, access: { kind: "api-keys", keys: [bad({ meetings: ["1"] })] } });
  expect(start).toThrow(expect.objectContaining({ code: "meeting-number-invalid" }));
});
