import { refuse, shown } from "../errors.ts";

export interface MeetingNumber {
  /** Digits only, 9 to 11 of them. */
  readonly meetingNumber: string;
  /**
   * The `pwd` of an invite link, as it stood there. Zoom encrypts the passcode in most links, so this is not
   * always what `join()` wants.
   */
  readonly pwd?: string;
}

const HELP =
  "Give the 9 to 11 digits of the meeting number, as in 872 7069 5528, or the invite link that Zoom made.";

/** `LIMITS.meetingNumberDigitsMin` to `Max`; a test holds them together. */
const DIGITS = /^[0-9]{9,11}$/;
/** What people and Zoom's own pages put between the digits: white space and dashes of every width. */
const SEPARATORS = /[\s\u00ad\u200b\u2060\u2212\p{Pd}]/gu;
const FULL_WIDTH_DIGIT = /[\uff10-\uff19]/g;
const UUID = /^[A-Za-z0-9+/]{22}==$/;
const LINK = /^(?:https?|zoommtg|zoomus):\/\//i;
/** Longest text looked at; an invite link has a few hundred characters. */
const TEXT_MAX = 2048;

const ZOOM_HOST = /^(?:.+\.)?(?:zoom\.us|zoom\.com(?:\.cn)?|zoomgov\.com|zoomus\.cn)$/i;
/** Paths of links that carry a number: join (`j`), start (`s`), webinar (`w`), web client (`wc`). */
const LINK_PATH = /^\/(?:(?:j|s|w|wc\/join|wc)\/([0-9]+))(?:\/(?:join|start))?\/?$/;

/**
 * Cleans a meeting number, or reads it out of an invite link.
 *
 * Takes a string (spaces, dashes and full-width digits are cleaned away) or a whole number.
 * @throws CountersignError `meeting-number-invalid` for anything else.
 */
export function parseMeetingNumber(value: unknown): MeetingNumber {
  if (Number.isSafeInteger(value)) return { meetingNumber: checkDigits(String(value), value) };
  if (typeof value !== "string") return invalid(value, "a meeting number is text or a whole number", HELP);
  if (DIGITS.test(value)) return { meetingNumber: value };
  if (value.length > TEXT_MAX) return invalid(value, `that is ${value.length} characters`, HELP);
  const text = value.trim();
  if (LINK.test(text)) return fromLink(text, value);
  const digits = text
    .replace(FULL_WIDTH_DIGIT, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replace(SEPARATORS, "");
  return { meetingNumber: checkDigits(digits, value) };
}

function checkDigits(digits: string, seen: unknown): string {
  if (DIGITS.test(digits)) return digits;
  if (/^[0-9]*$/.test(digits)) {
    return invalid(seen, `a meeting number has 9 to 11 digits, this has ${digits.length}`, HELP);
  }
  if (UUID.test(digits)) {
    return invalid(
      seen,
      "this is a meeting's UUID, which names one past occurrence",
      "Use the meeting's number, `id` in Zoom's API.",
    );
  }
  return invalid(seen, "a meeting number is made of the digits 0 to 9", HELP);
}

function fromLink(text: string, seen: string): MeetingNumber {
  // Read whole or not at all: behind a user name (`zoom.us@evil.example`) or a backslash stands another host.
  const [, host = "", path = "", query = ""] =
    /^[a-z]+:\/\/([^/?#\\@]*)(\/[^?#]*)?(?:\?([^#]*))?(?:#.*)?$/is.exec(text) ?? [];
  if (!ZOOM_HOST.test(host)) return invalid(seen, "this link does not lead to Zoom", HELP);
  const inPath = LINK_PATH.exec(path)?.[1];
  const number = inPath ?? parameter(query, "confno");
  if (number === undefined) {
    return path.startsWith("/my/")
      ? invalid(
          seen,
          "this is a personal link, which holds no meeting number",
          "Open the link once and take the number that Zoom shows.",
        )
      : invalid(seen, "no meeting number stands in this link", HELP);
  }
  const pwd = parameter(query, "pwd");
  const meetingNumber = checkDigits(number, seen);
  return pwd ? { meetingNumber, pwd } : { meetingNumber };
}

/** The first value of that name, decoded. */
function parameter(query: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|&)${name}=([^&]*)`).exec(query)?.[1];
  return value && decode(value);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function invalid(seen: unknown, why: string, help: string): never {
  return refuse(
    "meeting-number-invalid",
    "meetingNumber",
    `meetingNumber is ${shown(withoutPasscode(seen))}: ${why}`,
    help,
  );
}

/** An invite link's query holds the passcode, the text of an invitation too, and an error ends in logs. */
function withoutPasscode(seen: unknown): unknown {
  return typeof seen === "string" ? seen.replace(/(?:[?#]|\bpass|\bpwd).*$/is, "") : seen;
}
