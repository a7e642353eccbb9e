import fc from "fast-check";
import { expect, test } from "vitest";
import { createSigner, LIMITS, verify } from "../../src/index.ts";
import { CREDENTIALS, NOW, SDK_SECRET } from "../fixtures.ts";
import { refusalOf } from "../refusal.ts";

const MEETING = { meetingNumber: "87270695528", role: 0 } as const;

test("over the whole range of settings the signature stays inside Zoom's window", () => {
  const clock = fc.double({ min: 1_700_000_000, max: 9_999_000_000, noNaN: true });
  const backdate = fc.oneof(fc.integer({ min: 0, max: 900 }), fc.constantFrom(0, 1, 30, 899, 900));
  const expiration = fc.oneof(
    fc.integer({ min: 1800, max: 172_800 }),
    fc.constantFrom(1800, 1801, 1830, 2700, 171_900, 172_770, 172_799, 172_800),
  );
  fc.assert(
    fc.property(clock, backdate, expiration, fc.boolean(), (now, backdateSeconds, expirationSeconds, web) => {
      const signer = createSigner({ ...CREDENTIALS, backdateSeconds, now: () => now });
      const signed = web
        ? signer.sign({ ...MEETING, expirationSeconds })
        : signer.signNative({ expirationSeconds });
      const { issuedAt, expiresAt, expiresIn } = signed;
      const lifetime = expiresAt - issuedAt;
      expect(lifetime).toBeGreaterThan(LIMITS.lifetimeAbove);
      expect(lifetime).toBeLessThanOrEqual(LIMITS.lifetimeMax);
      expect(expiresAt - Math.floor(now)).toBe(expirationSeconds);
      expect(expiresIn).toBe(expirationSeconds);
      expect(issuedAt).toBeLessThanOrEqual(now);
      expect(issuedAt).toBeGreaterThanOrEqual(Math.floor(now) - Math.max(backdateSeconds, 1));
      expect(verify(signed.signature, SDK_SECRET, { now })).toMatchObject({
        ok: true,
        payload: { iat: issuedAt, exp: expiresAt, tokenExp: expiresAt },
      });
    }),
    { numRuns: 3000 },
  );
}, 60_000);

test.each<[backdate: number, asked: number, iat: number]>([
  [30, 7200, -30],
  [0, 7200, 0],
  [900, 7200, -900],
  // At the short end `iat` goes a second back, so that the lifetime is more than 1800 s.
  [0, 1800, -1],
  [0, 1801, 0],
  [1, 1800, -1],
  [30, 1800, -30],
  // At the long end it comes forward, so that the lifetime is no more than 48 hours.
  [30, 172_800, 0],
  [30, 172_790, -10],
  [30, 172_770, -30],
  [900, 172_800, 0],
  [900, 171_900, -900],
])("backdated by %d s, asked for %d s: iat is now%d s", (backdateSeconds, expirationSeconds, iat) => {
  const signer = createSigner({ ...CREDENTIALS, backdateSeconds, now: () => NOW });
  const { issuedAt, expiresAt } = signer.sign({ ...MEETING, expirationSeconds });
  expect({ issuedAt, expiresAt }).toEqual({ issuedAt: NOW + iat, expiresAt: NOW + expirationSeconds });
});

const signer = createSigner({ ...CREDENTIALS, now: () => NOW });

test.each<[value: unknown, shown: string]>([
  [1799, "1799"],
  [172_801, "172801"],
  [0, "0"],
  [-7200, "-7200"],
  [7200.5, "7200.5"],
  [1800.000001, "1800.000001"],
  [Number.NaN, "NaN"],
  [Number.POSITIVE_INFINITY, "Infinity"],
  ["7200", '"7200"'],
  ["2h", '"2h"'],
  [null, "null"],
  [true, "true"],
  [[7200], "a list"],
  [{}, "an object"],
  [7200n, "a bigint"],
])("expirationSeconds %o is refused", (value, shown) => {
  const refusal = {
    code: "expiration-seconds-invalid",
    field: "expirationSeconds",
    message: `expirationSeconds is ${shown}; it is a whole number from 1800 to 172800`,
    help: "Leave it out for 7200 (two hours).",
  };
  const expirationSeconds = value as number;
  expect(refusalOf(() => signer.sign({ ...MEETING, expirationSeconds }))).toEqual(refusal);
  expect(refusalOf(() => signer.signNative({ expirationSeconds }))).toEqual(refusal);
});

test.each<[value: unknown, shown: string]>([
  [NOW * 1000, "1795500000000"],
  [0, "0"],
  [1_699_999_999, "1699999999"],
  [10_000_000_000, "10000000000"],
  [Number.NaN, "NaN"],
  [Number.POSITIVE_INFINITY, "Infinity"],
  [String(NOW), '"1795500000"'],
  [new Date(NOW * 1000), "an object"],
  [undefined, "nothing"],
])("a clock that says %o is refused", (value, shown) => {
  const wrong = createSigner({ ...CREDENTIALS, now: () => value as number });
  expect(refusalOf(() => wrong.sign(MEETING))).toEqual({
    code: "clock-invalid",
    field: "now",
    message: `the clock says ${shown}, which is no time from 2023 to 2286 in seconds`,
    help: "Set this machine's clock; a now() of your own gives seconds, not milliseconds.",
  });
});

test.each([1_700_000_000, 9_999_999_999])("a clock that says %d is taken", (now) => {
  expect(createSigner({ ...CREDENTIALS, now: () => now }).sign(MEETING).issuedAt).toBe(now - 30);
});

test("without a clock of yours the system's is used", () => {
  const before = Math.floor(Date.now() / 1000);
  const { expiresAt } = createSigner(CREDENTIALS).sign(MEETING);
  const after = Math.floor(Date.now() / 1000);
  expect(expiresAt - 7200).toBeGreaterThanOrEqual(before);
  expect(expiresAt - 7200).toBeLessThanOrEqual(after);
});
