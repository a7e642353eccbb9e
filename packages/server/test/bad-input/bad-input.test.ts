import { expect, test } from "vitest";
import { codesOf, DEVELOPMENT, type Got, MEETING, matrix, type Sent } from "../support.ts";
import { DIAGNOSE_FORMS } from "./diagnose-forms.ts";
import { HTTP_FORMS, HTTP_FORMS_ACCEPTED } from "./http-forms.ts";
import { JSON_FORMS } from "./json-forms.ts";
import { LIFETIMES } from "./lifetimes.ts";
import { MEETING_NUMBERS, NUMBERS_ACCEPTED } from "./meeting-numbers.ts";
import { ROLES, ROLES_ACCEPTED } from "./roles.ts";
import { type Row, written } from "./row.ts";

const OF_SIGNATURES: readonly Row[] = [
  ...ROLES,
  ...MEETING_NUMBERS,
  ...LIFETIMES,
  ...JSON_FORMS,
  ...HTTP_FORMS,
];

/** The same kinds against another path, where they name none of their own. */
function at(path: string, rows: readonly Row[]): Row[] {
  return rows
    .filter(({ send }) => send.path === undefined && send.method === undefined)
    .map((row) => ({ ...row, name: `${path} ${row.name}`, send: { ...row.send, path } }));
}

/** Kinds that say nothing of what a route reads. Its own limits are among its own kinds. */
const OF_EVERY_ROUTE: readonly Row[] = [...JSON_FORMS, ...HTTP_FORMS].filter(
  ({ name, codes }) =>
    !["json-keys-too-many", "meeting-number-and-role-together"].includes(codes[0] ?? "") &&
    !["HTTP: 4097 bytes", "HTTP: 10,000 levels"].includes(name),
);

const ROWS: readonly Row[] = [
  ...OF_SIGNATURES,
  ...at("/v1/signature", OF_SIGNATURES),
  ...at("/v1/join", OF_SIGNATURES),
  ...at("/v1/diagnose", OF_EVERY_ROUTE),
  ...DIAGNOSE_FORMS,
];
const ECHO_MAX = 64;

/** The longest piece of what was sent that an answer may hold is 64 characters. */
function expectNoLongEcho(sent: Sent, answer: Got): void {
  const body = typeof sent.body === "string" ? sent.body : "";
  for (const text of [body, sent.path ?? "", ...Object.values(sent.headers ?? {}).flat()]) {
    for (let from = 0; from + ECHO_MAX < text.length; from += 1) {
      if (answer.text.includes(text.slice(from, from + ECHO_MAX + 1))) {
        expect.fail(`the answer repeats more than ${ECHO_MAX} characters: ${answer.text}`);
      }
    }
  }
}

test("there are enough kinds, each under its own name", () => {
  const names = ROWS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(OF_SIGNATURES.length).toBeGreaterThanOrEqual(180);
  expect(names.filter((name) => name.includes("diagnose")).length).toBeGreaterThanOrEqual(180);
});

matrix("bad input", { ...DEVELOPMENT, meetingsOf: "own" }, (send, { overHttp }) => {
  const rows = ROWS.filter(({ overHttpOnly }) => overHttp || !overHttpOnly);
  test.each(rows)("$name", async ({ send: sent, status, codes }) => {
    const answer = await send(sent);
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
    if (sent.method === "HEAD") {
      expect(answer.text).toBe("");
      return;
    }
    expect(codesOf(answer)).toEqual(codes);
    expect(answer.text).not.toMatch(/eyJ|"signature"|[\p{Cc}\p{Cf}]/u);
    expectNoLongEcho(sent, answer);
  });

  test.each([...ROLES_ACCEPTED])("role %s passes", async (role, meaning) => {
    const answer = await send(written({ role }));
    expect([answer.status, JSON.parse(answer.text).role]).toEqual([200, meaning]);
  });

  test.each(NUMBERS_ACCEPTED)("meeting number %s passes", async (meetingNumber) => {
    const answer = await send(written({ meetingNumber }));
    expect([answer.status, JSON.parse(answer.text).meetingNumber]).toEqual([200, MEETING]);
  });

  test.each(HTTP_FORMS_ACCEPTED)("passes: %o", async (sent) => {
    const answer = await send(sent);
    expect([answer.status, JSON.parse(answer.text).role]).toEqual([200, 0]);
  });
});
