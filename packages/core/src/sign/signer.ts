import { CountersignError, refuse, shown } from "../errors.ts";
import { hmacKey } from "../token/hmac.ts";
import { inPage, utf8 } from "../token/platform.ts";
import { tokenWriter } from "../token/writer.ts";
import type { Role, VideoWebRtcMode } from "../zoom/claims.ts";
import { LIMITS } from "../zoom/limits.ts";
import { parseMeetingNumber } from "../zoom/meeting-number.ts";
import { checkSdkKey, checkSdkSecret } from "./secret.ts";

export interface SignerOptions {
  /** The app's client id ("SDK key" in Zoom's older words). */
  readonly sdkKey: string;
  /** The app's client secret. Stays on the server. */
  readonly sdkSecret: string;
  /** The variable the secret was read from, so that one which ends in a browser bundle can be refused. */
  readonly secretVariable?: string;
  /** Seconds that `iat` lies before now, 0 to 900; 30 unless given. Zoom refuses an `iat` ahead of its clock. */
  readonly backdateSeconds?: number;
  /** The time in seconds since 1970. The system's clock unless given. */
  readonly now?: () => number;
  /** A page must not sign: its visitors can read the secret. Set this in a test page that knows. */
  readonly allowInPageForTests?: boolean;
}

export interface NativeRequest {
  /** Seconds from now until the signature expires, 1800 to 172800; 7200 unless given. */
  readonly expirationSeconds?: number | undefined;
}

export interface WebRequest extends NativeRequest {
  /** The number, as digits, with spaces or dashes, or an invite link. */
  readonly meetingNumber: string | number;
  /** 0 to take part, 1 to host. */
  readonly role: Role;
  /** 1 for video over WebRTC, 0 for not; Zoom decides unless given. */
  readonly videoWebRtcMode?: VideoWebRtcMode | undefined;
}

export interface SignedNative {
  /** The JWT to hand to the SDK. */
  readonly signature: string;
  readonly sdkKey: string;
  /** The `iat` claim, in seconds since 1970. */
  readonly issuedAt: number;
  /** The `exp` claim, in seconds since 1970. */
  readonly expiresAt: number;
  /** Seconds from now until `expiresAt`: for a client whose clock may be wrong. */
  readonly expiresIn: number;
}

export interface Signed extends SignedNative {
  /** The number that was signed: digits only. */
  readonly meetingNumber: string;
  readonly role: Role;
}

export interface Signer {
  /** For the Web SDK: bound to one meeting and one role. @throws CountersignError */
  sign(request: WebRequest): Signed;
  /**
   * A whole timetable, by one reading of the clock. Signs all or none: the first request that is refused ends it,
   * and the error's `field` says which it was, as in `[3].role`. @throws CountersignError
   */
  signMany(requests: Iterable<WebRequest>): Signed[];
  /** For iOS, Android and desktop: bound to no meeting, so hand it only to those who may join any. @throws CountersignError */
  signNative(request?: NativeRequest): SignedNative;
}

/**
 * A signer for one Zoom app. The key is hashed once, here; each signature after that costs about a microsecond.
 *
 * @example
 * const signer = createSigner({ sdkKey, sdkSecret });
 * const { signature } = signer.sign({ meetingNumber: "872 7069 5528", role: 0 });
 *
 * @throws CountersignError `sdk-key-invalid`, `sdk-secret-invalid`, `secret-is-public`, `signer-in-page`
 * @throws TypeError where an option is of the wrong kind
 */
export function createSigner(options: SignerOptions): Signer {
  if (typeof options !== "object" || options === null)
    throw new TypeError("createSigner() wants { sdkKey, sdkSecret }");
  const { backdateSeconds = LIMITS.backdateDefault, now = systemClock } = options;
  if (typeof now !== "function") throw new TypeError("now has to be a function that gives seconds");
  if (!isWholeWithin(backdateSeconds, 0, LIMITS.backdateMax)) {
    throw new TypeError(`backdateSeconds has to be a whole number from 0 to ${LIMITS.backdateMax}`);
  }
  if (inPage() && options.allowInPageForTests !== true) {
    refuse(
      "signer-in-page",
      "sdkSecret",
      "a page must not sign: every visitor can read its secret",
      "Sign on the server. In a test page, pass allowInPageForTests: true.",
    );
  }
  const sdkKey = checkSdkKey(options.sdkKey);
  const key = hmacKey(utf8(checkSdkSecret(options.sdkSecret, options.secretVariable)));

  // Claim order as in Zoom's sample. What is the same in every signature of this app is encoded and hashed here.
  const keys = `{"appKey":"${sdkKey}","sdkKey":"${sdkKey}",`;
  const web = tokenWriter(key, `${keys}"mn":"`);
  const native = tokenWriter(key, keys);

  const webClaims = lastKept();

  function signAt(clock: number, request: WebRequest): Signed {
    if (typeof request !== "object" || request === null)
      throw new TypeError("sign() wants { meetingNumber, role }");
    const { meetingNumber } = parseMeetingNumber(request.meetingNumber);
    const role = checkRole(request.role);
    const mode = checkVideoWebRtcMode(request.videoWebRtcMode);
    const times = timesFor(clock, request.expirationSeconds, backdateSeconds);
    const signature = web(meetingNumber, webClaims(role, times, mode));
    // Written out: a spread makes it slower by a tenth.
    const { issuedAt, expiresAt, expiresIn } = times;
    return { signature, sdkKey, meetingNumber, role, issuedAt, expiresAt, expiresIn };
  }

  return {
    sign: (request) => signAt(now(), request),

    signMany(requests) {
      const clock = now();
      return Array.from(requests, (request, index) => {
        try {
          return signAt(clock, request);
        } catch (error) {
          if (!(error instanceof CountersignError)) throw error;
          const { code, field, message, help } = error;
          return refuse(code, `[${index}].${field}`, message, help);
        }
      });
    },

    signNative(request = {}) {
      if (typeof request !== "object" || request === null)
        throw new TypeError("signNative() wants { expirationSeconds? }");
      const times = timesFor(now(), request.expirationSeconds, backdateSeconds);
      return { signature: native("", `${timeClaims(times)}}`), sdkKey, ...times };
    },
  };
}

interface Times {
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly expiresIn: number;
}

/** All but the number is the same for everybody who asks within one second, most often. */
function lastKept(): (role: Role, times: Times, mode: VideoWebRtcMode | undefined) => string {
  let kept = "";
  let of: readonly unknown[] = [];
  return (role, times, mode) => {
    const { issuedAt, expiresAt } = times;
    if (of[0] !== role || of[1] !== issuedAt || of[2] !== expiresAt || of[3] !== mode) {
      const webRtc = mode === undefined ? "" : `,"video_webrtc_mode":${mode}`;
      kept = `","role":${role},${timeClaims(times)}${webRtc}}`;
      of = [role, issuedAt, expiresAt, mode];
    }
    return kept;
  };
}

function timeClaims({ issuedAt, expiresAt }: Times): string {
  return `"iat":${issuedAt},"exp":${expiresAt},"tokenExp":${expiresAt}`;
}

function timesFor(clock: number, asked: number | undefined, backdateSeconds: number): Times {
  const now = checkClock(clock);
  const expiresIn = checkExpirationSeconds(asked);
  const expiresAt = now + expiresIn;
  // Backdating lengthens the lifetime as Zoom counts it. At either end of the range the lifetime would leave
  // Zoom's window, so there `iat` gives way and the expiry that the caller asked for stays.
  const earliest = expiresAt - LIMITS.lifetimeMax;
  const latest = expiresAt - LIMITS.lifetimeAbove - 1;
  const issuedAt = Math.min(Math.max(now - backdateSeconds, earliest), latest);
  return { issuedAt, expiresAt, expiresIn };
}

/** 2023-11-14 and 2286-11-20: a clock outside has lost its battery, or counts milliseconds. */
const CLOCK_MIN = 1_700_000_000;
const CLOCK_MAX = 9_999_999_999;

function systemClock(): number {
  return Date.now() / 1000;
}

function checkClock(seconds: unknown): number {
  if (typeof seconds === "number" && seconds >= CLOCK_MIN && seconds <= CLOCK_MAX) return Math.floor(seconds);
  return refuse(
    "clock-invalid",
    "now",
    `the clock says ${shown(seconds)}, which is no time from 2023 to 2286 in seconds`,
    "Set this machine's clock; a now() of your own gives seconds, not milliseconds.",
  );
}

function checkExpirationSeconds(value: unknown): number {
  if (value === undefined) return LIMITS.expirationSecondsDefault;
  const { expirationSecondsMin: min, expirationSecondsMax: max } = LIMITS;
  if (isWholeWithin(value, min, max)) return value;
  return refuse(
    "expiration-seconds-invalid",
    "expirationSeconds",
    `expirationSeconds is ${shown(value)}; it is a whole number from ${min} to ${max}`,
    `Leave it out for ${LIMITS.expirationSecondsDefault} (two hours).`,
  );
}

function checkRole(value: unknown): Role {
  return (
    zeroOrOne(value) ??
    refuse(
      "role-invalid",
      "role",
      `role is ${shown(value)}; it is the number 0 or 1`,
      "Give 0 to take part or 1 to host.",
    )
  );
}

function checkVideoWebRtcMode(value: unknown): VideoWebRtcMode | undefined {
  if (value === undefined) return undefined;
  return (
    zeroOrOne(value) ??
    refuse(
      "video-webrtc-mode-invalid",
      "videoWebRtcMode",
      `videoWebRtcMode is ${shown(value)}; it is the number 0 or 1, or left out`,
      "Leave it out to let Zoom decide.",
    )
  );
}

/** Minus zero is zero. */
function zeroOrOne(value: unknown): 0 | 1 | undefined {
  return value === 1 ? 1 : value === 0 ? 0 : undefined;
}

function isWholeWithin(value: unknown, min: number, max: number): value is number {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}
