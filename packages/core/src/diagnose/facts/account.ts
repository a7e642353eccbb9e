import { LIMITS } from "../../zoom/limits.ts";
import type { Facts } from "../facts.ts";
import { isPlainObject, type Plain, type PlainObject } from "../plain.ts";
import { readNumber } from "./numbers.ts";

/** What `GET /v2/meetings/{id}` said of the meeting. Zoom answers it for meetings of the app's account only. */
export interface MeetingInfo {
  readonly number?: string;
  readonly status?: string;
  readonly passcode?: string;
  /** The `pwd` of invitation links, which the join call does not take. */
  readonly encryptedPasscode?: string;
  readonly settings: PlainObject;
  /** It has not begun, and nobody may join before the host. */
  readonly waitsForHost: boolean;
}

/** What the app's manifest says, as far as it can be read: its schema is little documented. */
export interface AppInfo {
  /** Whether the Meeting SDK is switched on. */
  readonly meetingSdk?: boolean;
  readonly type?: string;
  readonly published?: boolean;
}

export type Question = "secret" | "clock" | "lifetime" | "age" | "role" | "app-kind" | "app" | "account";

export interface AccountFacts {
  readonly meetingInfo: MeetingInfo;
  readonly appInfo: AppInfo;
  /** The number that token, call and expectation agree on; absent where they do not. */
  readonly oneNumber: string;
  /** What the evidence leaves open, of all that can make Zoom refuse a right token. */
  readonly open: readonly Question[];
}

export function deriveMeetingInfo({ meeting }: Partial<Facts>): MeetingInfo | undefined {
  if (!meeting || !Object.hasOwn(meeting, "id")) return undefined;
  const number = readNumber(meeting.id);
  const { status, password, encrypted_password } = meeting;
  const settings = isPlainObject(meeting.settings) ? meeting.settings : {};
  return {
    settings,
    waitsForHost: status === "waiting" && settings.join_before_host === false,
    ...(number.is === "digits" && { number: number.digits }),
    ...(typeof status === "string" && { status }),
    ...(typeof password === "string" && password !== "" && { passcode: password }),
    ...(typeof encrypted_password === "string" &&
      encrypted_password !== "" && { encryptedPasscode: encrypted_password }),
  };
}

export function deriveAppInfo({ app }: Partial<Facts>): AppInfo | undefined {
  if (!app) return undefined;
  const meetingSdk = switchOf(find(app, /^meeting_?sdk$/i));
  const type = find(app, /^app_?type$/i);
  const published = find(app, /^(?:is_?)?published$/i);
  return {
    ...(meetingSdk !== undefined && { meetingSdk }),
    ...(typeof type === "string" && { type }),
    ...(typeof published === "boolean" && { published }),
  };
}

export function deriveOneNumber({
  mn,
  joinNumber,
  expectedMeetingNumber,
}: Partial<Facts>): string | undefined {
  const readings = [mn, joinNumber, expectedMeetingNumber ? readNumber(expectedMeetingNumber) : undefined];
  const numbers = readings.flatMap((one) => (one && "digits" in one && one.digits ? [one.digits] : []));
  return new Set(numbers).size === 1 ? numbers[0] : undefined;
}

export function deriveOpen({
  sdkSecret,
  clock,
  target,
  timeClaims,
  expiry,
  asksRole,
  zak,
  appInfo,
  meetingInfo,
}: Partial<Facts>): readonly Question[] | undefined {
  const { tokenExp } = timeClaims ?? {};
  const ends = tokenExp?.is === "seconds" && clock ? tokenExp.seconds - clock.zoomNow : Infinity;
  const answered: { readonly [Q in Question]: boolean } = {
    secret: sdkSecret !== undefined,
    clock: clock?.measured === true,
    // Native SDKs may count the shortest lifetime from now.
    lifetime: target !== "native" || ends >= LIMITS.lifetimeAbove,
    // What has expired since may have been refused for something that can no longer be seen.
    age: !(expiry !== undefined && clock && expiry <= clock.zoomNow),
    role: asksRole !== 1 || zak !== undefined,
    "app-kind": appInfo?.meetingSdk !== undefined || /^(?:general|meeting_?sdk)$/i.test(appInfo?.type ?? ""),
    app: appInfo?.meetingSdk !== undefined,
    account: meetingInfo !== undefined || appInfo?.published === true,
  };
  return (Object.keys(answered) as Question[]).filter((question) => !answered[question]);
}

function switchOf(value: Plain): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (!isPlainObject(value)) return undefined;
  const inside = value.enable ?? value.enabled;
  return typeof inside === "boolean" ? inside : undefined;
}

/** The first member of that name, however deep. */
function find(object: PlainObject, name: RegExp): Plain {
  for (const [member, value] of Object.entries(object)) {
    if (name.test(member)) return value;
    const inside = isPlainObject(value) ? find(value, name) : undefined;
    if (inside !== undefined) return inside;
  }
  return undefined;
}
