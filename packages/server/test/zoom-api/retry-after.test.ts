import fc from "fast-check";
import { expect, test } from "vitest";
import { RETRY_SECONDS_MAX, retryAfterSeconds } from "../../src/zoom-api/retry-after.ts";

/** Tue, 24 Nov 2026 12:00:00 GMT. */
const NOW = 1_795_521_600;

test.each<[what: string, header: string | undefined, seconds: number | undefined]>([
  ["absent", undefined, undefined],
  ["empty", "", undefined],
  ["seconds", "7", 7],
  ["seconds with space around", " 7\t", 7],
  ["seconds with zeros before", "007", 7],
  ["no seconds at all", "0", 1],
  ["the most", "60", 60],
  ["more than the most", "61", 60],
  ["a year of seconds", "31536000", 60],
  ["as many digits as are read", "999999999999999", 60],
  ["more digits than a number has", "9".repeat(400), undefined],
  ["negative", "-5", undefined],
  ["with a sign", "+5", undefined],
  ["a fraction", "1.5", undefined],
  ["an exponent", "1e3", undefined],
  ["hexadecimal", "0x10", undefined],
  ["digits that are not ASCII", "٧", undefined],
  ["with a unit", "5s", undefined],
  ["two values", "5, 6", undefined],
  ["words", "soon", undefined],
  ["NaN", "NaN", undefined],
  ["Infinity", "Infinity", undefined],
  ["an HTTP date", "Tue, 24 Nov 2026 12:00:09 GMT", 9],
  ["an HTTP date that is now", "Tue, 24 Nov 2026 12:00:00 GMT", 1],
  ["an HTTP date that is past", "Tue, 24 Nov 2026 11:00:00 GMT", 1],
  ["an HTTP date of next year", "Wed, 24 Nov 2027 12:00:00 GMT", 60],
  ["an HTTP date with no such day", "Tue, 99 Nov 2026 12:00:09 GMT", undefined],
  ["an HTTP date with no such month", "Tue, 24 Foo 2026 12:00:09 GMT", undefined],
  ["an HTTP date of another zone", "Tue, 24 Nov 2026 12:00:09 CET", undefined],
  ["a date of RFC 850", "Tuesday, 24-Nov-26 12:00:09 GMT", undefined],
  ["a date of asctime", "Tue Nov 24 12:00:09 2026", undefined],
  ["an ISO date", "2026-11-24T12:00:09Z", 9],
  ["an ISO date with a fraction", "2026-11-24T12:00:08.001Z", 9],
  ["an ISO date with an offset", "2026-11-24T14:00:09+02:00", 9],
  ["an ISO date that is past", "2025-11-24T12:00:09Z", 1],
  ["an ISO date without a zone", "2026-11-24T12:00:09", undefined],
  ["an ISO day", "2026-11-24", undefined],
  ["an ISO date with no such hour", "2026-11-24T25:00:09Z", undefined],
])("%s", (_what, header, seconds) => {
  expect(retryAfterSeconds(header, NOW)).toBe(seconds);
});

test("whatever the header and the clock are, it is nothing or a whole number of seconds that may be waited", () => {
  const header = fc.oneof(
    fc.string(),
    fc.integer().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  );
  fc.assert(
    fc.property(header, fc.double(), (text, now) => {
      const seconds = retryAfterSeconds(text, now);
      if (seconds === undefined) return;
      expect(Number.isInteger(seconds) && seconds >= 1 && seconds <= RETRY_SECONDS_MAX).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
