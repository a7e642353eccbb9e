import fc from "fast-check";

const NAMES = [
  "meetingNumber",
  "role",
  "expirationSeconds",
  "videoWebRtcMode",
  "userName",
  "userEmail",
  "view",
  "registrantToken",
  "zoomUser",
  "returnTo",
  "signature",
  "credentials",
  "expected",
  "joinCall",
  "error",
  "client",
  "now",
  "event",
  "payload",
  "event_ts",
  "plainToken",
];
const VALUES = [
  "0",
  "1",
  '"0"',
  '"1"',
  "1.0",
  "-0",
  "1e400",
  "9007199254740993",
  "null",
  "true",
  '""',
  "[]",
  "{}",
  "1800",
  "172800",
  '"87270695528"',
  "87270695528",
  '"872 7069 5528"',
  '"https://us02web.zoom.us/j/87270695528"',
  '"component"',
  '"client"',
  '"ada-of-own"',
  '"eyJhbGciOiJIUzI1NiJ9.e30.AAAA"',
  '{"sdkKey":"k"}',
  '{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"}',
  '"endpoint.url_validation"',
  '"app_deauthorized"',
];

const name = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 1, arbitrary: fc.constantFrom("__proto__", "constructor", "toString", "", "role ", "sdkSecret") },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
);
const value = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...VALUES) },
  { weight: 2, arbitrary: fc.json({ maxDepth: 4, stringUnit: "binary" }) },
  { weight: 1, arbitrary: fc.double().map(String) },
  { weight: 1, arbitrary: fc.bigInt().map(String) },
);
const members = fc
  .array(fc.tuple(name, value), { maxLength: 8 })
  .map((all) => `{${all.map(([key, one]) => `${JSON.stringify(key)}:${one}`).join(",")}}`);
const near = fc
  .subarray([
    '"meetingNumber":"87270695528"',
    '"role":0',
    '"zoomUser":"ada-of-own"',
    '"event":"meeting.started","payload":{},"event_ts":1',
    '"signature":"eyJhbGciOiJIUzI1NiJ9.e30.AAAA"',
  ])
  .map((all) => `{${all.join(",")}}`);

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: Uint8Array;
}

const PIECES = [
  "\0",
  "\r\n",
  "\n",
  '"',
  "\\",
  "{",
  "}",
  "[",
  ":",
  ",",
  "\ufeff",
  "\u2028",
  "0",
  "-",
  "e",
  "Infinity",
  " ",
];
const insert = fc.oneof(
  fc.constantFrom(...PIECES).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 4 }),
  fc.constantFrom("[".repeat(40), "9".repeat(400), "a".repeat(5000)).map((text) => Buffer.from(text)),
);

/** Edits of bytes: each takes some away and puts others in. */
export const edits = (most: number): fc.Arbitrary<readonly Edit[]> =>
  fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), remove: fc.nat(6), insert }), {
    maxLength: most,
  });

export function edited(bytes: Uint8Array, all: readonly Edit[]): Uint8Array<ArrayBuffer> {
  const whole = all.reduce<Uint8Array>((before, { at, remove, insert: put }) => {
    const from = Math.floor(at * before.length);
    return Buffer.concat([before.subarray(0, from), put, before.subarray(from + remove)]);
  }, bytes);
  return new Uint8Array(whole);
}

/** Bodies: JSON of the names and values that routes know, and what becomes of it by some edits. */
export const bodies: fc.Arbitrary<Uint8Array<ArrayBuffer>> = fc
  .tuple(
    fc.oneof(
      { weight: 5, arbitrary: members },
      { weight: 2, arbitrary: near },
      { weight: 1, arbitrary: value },
    ),
    fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: edits(3) }),
  )
  .map(([text, all]) => edited(Buffer.from(text), all));
