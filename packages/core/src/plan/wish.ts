import type { Role } from "../zoom/claims.ts";
import { parseVersion } from "../zoom/sdk-versions.ts";

/** What is known of a join before it is tried. */
export interface JoinWish {
  /** Whose meeting it is, seen from the account that owns the app. `unknown` unless given. */
  readonly meetingOf?: "own-account" | "other-account" | "unknown";
  /** 0 takes part, 1 starts the meeting as its host. */
  readonly role: Role;
  /**
   * Who joins: a person as a Zoom user (`signed-in`), a person who is none (`guest`), or a program (`app`).
   */
  readonly participant: "signed-in" | "guest" | "app";
  /** Whether the meeting wants registration. False unless given. */
  readonly registration?: boolean;
  /** Whether only people who are signed in to Zoom may join (`meeting_authentication`). False unless given. */
  readonly signInRequired?: boolean;
  /** `meeting` unless given. */
  readonly kind?: "meeting" | "webinar";
  /** Whether the meeting has a passcode. `unknown` unless given. */
  readonly passcode?: "set" | "none" | "unknown";
  /** `web` unless given. */
  readonly platform?: "web" | "native" | "react-native";
  /** Of the SDK on that platform. A recent one is assumed unless given. */
  readonly sdkVersion?: string;
  /** The day of the join, YYYY-MM-DD. The rules in force since 2026-03-02 unless given. */
  readonly on?: string;
}

export type WholeWish = Required<Omit<JoinWish, "sdkVersion">> & Pick<JoinWish, "sdkVersion">;

/** From this day on a meeting of another account needs a ZAK or an OBF token. */
export const OTHER_ACCOUNTS_RULE_SINCE = "2026-03-02";

type Choices = Omit<WholeWish, "sdkVersion" | "on">;

/** The values each field may have; the first of each list is not always its default. */
export const WISH_VALUES: { readonly [Field in keyof Choices]: readonly Choices[Field][] } = {
  meetingOf: ["own-account", "other-account", "unknown"],
  role: [0, 1],
  participant: ["signed-in", "guest", "app"],
  registration: [false, true],
  signInRequired: [false, true],
  kind: ["meeting", "webinar"],
  passcode: ["set", "none", "unknown"],
  platform: ["web", "native", "react-native"],
};

const DEFAULTS = {
  meetingOf: "unknown",
  registration: false,
  signInRequired: false,
  kind: "meeting",
  passcode: "unknown",
  platform: "web",
  on: OTHER_ACCOUNTS_RULE_SINCE,
} as const;

const FIELDS = ["sdkVersion", "on", ...Object.keys(WISH_VALUES)];

/** @throws TypeError for a field that there is not, or a value it does not have */
export function wholeWish(wish: JoinWish): WholeWish {
  if (typeof wish !== "object" || wish === null) throw new TypeError("a wish is an object");
  const given = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
  for (const field of Object.keys(given)) {
    if (!FIELDS.includes(field)) throw new TypeError(`a wish has no ${field.slice(0, 64)}`);
  }
  const whole = { ...DEFAULTS, ...(given as unknown as JoinWish) };
  for (const [field, values] of Object.entries(WISH_VALUES)) {
    const value: unknown = whole[field as keyof Choices];
    if (!(values as readonly unknown[]).includes(value)) {
      throw new TypeError(`${field} is one of ${values.join(", ")}`);
    }
  }
  if (typeof whole.on !== "string" || !isDay(whole.on)) throw new TypeError("on is a day, YYYY-MM-DD");
  const { sdkVersion } = whole;
  if (sdkVersion !== undefined && (typeof sdkVersion !== "string" || !parseVersion(sdkVersion))) {
    throw new TypeError("sdkVersion is a version, as 6.2.0");
  }
  return whole;
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
