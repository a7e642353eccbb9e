import fc from "fast-check";
import { expect, test } from "vitest";
import { CountersignError, createSigner, LIMITS, parseMeetingNumber } from "../../src/index.ts";
import { CREDENTIALS, NOW } from "../fixtures.ts";
import { refusalOf } from "../refusal.ts";

const HELP =
  "Give the 9 to 11 digits of the meeting number, as in 872 7069 5528, or the invite link that Zoom made.";

test.each<[value: unknown, meetingNumber: string]>([
  ["87270695528", "87270695528"],
  ["872 7069 5528", "87270695528"],
  ["872-7069-5528", "87270695528"],
  ["872\u20137069\u20145528", "87270695528"],
  ["872\u22127069\u20115528", "87270695528"],
  ["872\u00a07069\u00a05528", "87270695528"],
  ["872\u202f7069\u20095528", "87270695528"],
  ["872\t7069\n5528", "87270695528"],
  ["  872 7069 5528\r\n", "87270695528"],
  ["\ufeff872\u200b7069\u20605528", "87270695528"],
  ["８７２　７０６９　５５２８", "87270695528"],
  ["８７２－７０６９－５５２８", "87270695528"],
  ["123 456 789", "123456789"],
  ["123 456 7890", "1234567890"],
  [87270695528, "87270695528"],
  [123456789, "123456789"],
  [8.7270695528e10, "87270695528"],
])("%o is %s", (value, meetingNumber) => {
  expect(parseMeetingNumber(value)).toEqual({ meetingNumber });
});

test.each<[link: string, meetingNumber: string, pwd?: string]>([
  ["https://zoom.us/j/87270695528", "87270695528"],
  ["https://zoom.us/j/87270695528/", "87270695528"],
  ["http://zoom.us/j/123456789", "123456789"],
  ["HTTPS://ZOOM.US/j/87270695528", "87270695528"],
  [" https://us02web.zoom.us/j/87270695528?pwd=Zm9vYmFy.1 ", "87270695528", "Zm9vYmFy.1"],
  ["https://us02web.zoom.us/j/87270695528?pwd=Zm9v%2BYmFy#success", "87270695528", "Zm9v+YmFy"],
  ["https://zoom.us/j/87270695528?uname=A&pwd=first&pwd=second", "87270695528", "first"],
  ["https://zoom.us/j/87270695528?pwd=", "87270695528"],
  ["https://zoom.us/j/87270695528?pwd=%E0%A4%A", "87270695528", "%E0%A4%A"],
  ["https://zoom.us/s/87270695528", "87270695528"],
  ["https://zoom.us/w/87270695528", "87270695528"],
  ["https://zoom.us/wc/join/87270695528?pwd=abc", "87270695528", "abc"],
  ["https://app.zoom.us/wc/87270695528/join?fromPWA=1&pwd=abc", "87270695528", "abc"],
  ["https://app.zoom.us/wc/87270695528/start", "87270695528"],
  ["https://acme.zoom.us/j/87270695528", "87270695528"],
  ["https://acme-corp.zoomgov.com/j/1612345678", "1612345678"],
  ["https://acme.zoom.com.cn/j/87270695528", "87270695528"],
  ["zoommtg://zoom.us/join?action=join&confno=87270695528&pwd=abc", "87270695528", "abc"],
  ["zoommtg://zoom.us/start?confno=123456789", "123456789"],
  ["zoomus://zoom.us/join?confno=87270695528", "87270695528"],
])("the link %s", (link, meetingNumber, pwd) => {
  expect(parseMeetingNumber(link)).toEqual(pwd === undefined ? { meetingNumber } : { meetingNumber, pwd });
});

const NOT_TEXT = "a meeting number is text or a whole number";
const NOT_DIGITS = "a meeting number is made of the digits 0 to 9";
const NOT_ZOOM = "this link does not lead to Zoom";
const NO_NUMBER = "no meeting number stands in this link";
const has = (digits: number): string => `a meeting number has 9 to 11 digits, this has ${digits}`;

test.each<[value: unknown, shown: string, why: string]>([
  ["", '""', has(0)],
  [" - ", '" - "', has(0)],
  ["12345678", '"12345678"', has(8)],
  ["123456789012", '"123456789012"', has(12)],
  [12345678, "12345678", has(8)],
  [123456789012, "123456789012", has(12)],
  [0, "0", has(1)],
  [-0, "0", has(1)],
  [-87270695528, "-87270695528", NOT_DIGITS],
  [872706955.28, "872706955.28", NOT_TEXT],
  [Number.NaN, "NaN", NOT_TEXT],
  [Number.POSITIVE_INFINITY, "Infinity", NOT_TEXT],
  [8.7e25, "8.7e+25", NOT_TEXT],
  [undefined, "nothing", NOT_TEXT],
  [null, "null", NOT_TEXT],
  [true, "true", NOT_TEXT],
  [["87270695528"], "a list", NOT_TEXT],
  [{ toString: () => "87270695528" }, "an object", NOT_TEXT],
  [87270695528n, "a bigint", NOT_TEXT],
  ["8.7e10", '"8.7e10"', NOT_DIGITS],
  ["872706955.28", '"872706955.28"', NOT_DIGITS],
  ["+87270695528", '"+87270695528"', NOT_DIGITS],
  ["0x145F1A8E28", '"0x145F1A8E28"', NOT_DIGITS],
  ["٨٧٢٧٠٦٩٥٥٢٨", '"٨٧٢٧٠٦٩٥٥٢٨"', NOT_DIGITS],
  ["𝟠𝟟𝟚𝟟𝟘𝟞𝟡𝟝𝟝𝟚𝟠", '"𝟠𝟟𝟚𝟟𝟘𝟞𝟡𝟝𝟝𝟚𝟠"', NOT_DIGITS],
  ["872,7069,5528", '"872,7069,5528"', NOT_DIGITS],
  ['87270695528","role":1', '"87270695528\\",\\"role\\":1"', NOT_DIGITS],
  ["undefined", '"undefined"', NOT_DIGITS],
  ["my meeting", '"my meeting"', NOT_DIGITS],
  ["872\u202e7069", '"872\\u202e7069"', NOT_DIGITS],
  ["Meeting ID: 872 7069 5528\nPasscode: 4f5T6u", '"Meeting ID: 872 7069 5528\\n"', NOT_DIGITS],
  ["Join: https://zoom.us/j/87270695528?pwd=aaa", '"Join: https://zoom.us/j/87270695528"', NOT_DIGITS],
  ["9".repeat(100), `"${"9".repeat(62)}…`, has(100)],
  ["9".repeat(2049), `"${"9".repeat(62)}…`, "that is 2049 characters"],
  ["https://evil.example/j/87270695528", '"https://evil.example/j/87270695528"', NOT_ZOOM],
  ["https://zoom.us@evil.example/j/87270695528", '"https://zoom.us@evil.example/j/87270695528"', NOT_ZOOM],
  [
    "https://zoom.us:x@evil.example/j/87270695528",
    '"https://zoom.us:x@evil.example/j/87270695528"',
    NOT_ZOOM,
  ],
  ["https://zoom.us\\@evil.example/j/872706955", '"https://zoom.us\\\\@evil.example/j/872706955"', NOT_ZOOM],
  [
    "https://evil.example\\.zoom.us/j/87270695528",
    '"https://evil.example\\\\.zoom.us/j/87270695528"',
    NOT_ZOOM,
  ],
  ["https://zoom.us.evil.example/j/87270695528", '"https://zoom.us.evil.example/j/87270695528"', NOT_ZOOM],
  ["https://evilzoom.us/j/87270695528", '"https://evilzoom.us/j/87270695528"', NOT_ZOOM],
  ["https://evil.example/?x=zoom.us/j/87270695528", '"https://evil.example/"', NOT_ZOOM],
  ["https://evil.example#zoom.us/j/87270695528", '"https://evil.example"', NOT_ZOOM],
  ["https:///zoom.us/j/87270695528", '"https:///zoom.us/j/87270695528"', NOT_ZOOM],
  ["https://meet.google.com/abc-defg-hij", '"https://meet.google.com/abc-defg-hij"', NOT_ZOOM],
  ["https://zoom.us", '"https://zoom.us"', NO_NUMBER],
  ["https://zoom.us/join", '"https://zoom.us/join"', NO_NUMBER],
  ["https://zoom.us/j/", '"https://zoom.us/j/"', NO_NUMBER],
  ["https://zoom.us/j/abc", '"https://zoom.us/j/abc"', NO_NUMBER],
  ["https://zoom.us/j/../87270695528", '"https://zoom.us/j/../87270695528"', NO_NUMBER],
  ["https://zoom.us/rec/share/87270695528", '"https://zoom.us/rec/share/87270695528"', NO_NUMBER],
  ["https://zoom.us/j/12345678?pwd=secretpass", '"https://zoom.us/j/12345678"', has(8)],
  ["https://zoom.us/j/123456789012", '"https://zoom.us/j/123456789012"', has(12)],
  ["zoommtg://zoom.us/join?confno=abc&pwd=p", '"zoommtg://zoom.us/join"', NOT_DIGITS],
])("%o is refused", (value, shown, why) => {
  expect(refusalOf(() => parseMeetingNumber(value))).toEqual({
    code: "meeting-number-invalid",
    field: "meetingNumber",
    message: `meetingNumber is ${shown}: ${why}`,
    help: HELP,
  });
});

test("the lengths that are taken are those of LIMITS", () => {
  const taken = Array.from({ length: 20 }, (_, length) => length).filter((length) => {
    try {
      return parseMeetingNumber("1".repeat(length));
    } catch {
      return false;
    }
  });
  expect([taken.at(0), taken.at(-1)]).toEqual([LIMITS.meetingNumberDigitsMin, LIMITS.meetingNumberDigitsMax]);
});

test("a UUID is refused with the way to the number", () => {
  expect(refusalOf(() => parseMeetingNumber("aDYlohsHRtCd4ii1uC2+hA=="))).toEqual({
    code: "meeting-number-invalid",
    field: "meetingNumber",
    message:
      'meetingNumber is "aDYlohsHRtCd4ii1uC2+hA==": this is a meeting\'s UUID, which names one past occurrence',
    help: "Use the meeting's number, `id` in Zoom's API.",
  });
});

test("a personal link is refused with the way to the number", () => {
  expect(refusalOf(() => parseMeetingNumber("https://acme.zoom.us/my/jane.doe?pwd=abc"))).toEqual({
    code: "meeting-number-invalid",
    field: "meetingNumber",
    message:
      'meetingNumber is "https://acme.zoom.us/my/jane.doe": this is a personal link, which holds no meeting number',
    help: "Open the link once and take the number that Zoom shows.",
  });
});

test("anything at all: 9 to 11 digits, or a refusal of this one kind", () => {
  const links = fc.webUrl({ withFragments: true, withQueryParameters: true });
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.string({ unit: "binary" }), links), (value) => {
      try {
        expect(parseMeetingNumber(value).meetingNumber).toMatch(/^[0-9]{9,11}$/);
      } catch (error) {
        if (!CountersignError.is(error)) throw error;
        expect(error.code).toBe("meeting-number-invalid");
      }
    }),
    { numRuns: 1000 },
  );
}, 60_000);

test("spaces and dashes anywhere change nothing", () => {
  const digit = fc.constantFrom(..."0123456789");
  const gap = fc.constantFrom("", " ", "-", "  ", "\u00a0", "\u2013");
  fc.assert(
    fc.property(fc.array(fc.tuple(digit, gap), { minLength: 9, maxLength: 11 }), (pairs) => {
      expect(parseMeetingNumber(pairs.flat().join(""))).toEqual({
        meetingNumber: pairs.map(([one]) => one).join(""),
      });
    }),
  );
});

test("a signer cleans the number it signs", () => {
  const signer = createSigner({ ...CREDENTIALS, now: () => NOW });
  for (const meetingNumber of ["872 7069 5528", 87270695528, "https://zoom.us/j/87270695528?pwd=abc"]) {
    expect(signer.sign({ meetingNumber, role: 0 }).meetingNumber).toBe("87270695528");
  }
});
