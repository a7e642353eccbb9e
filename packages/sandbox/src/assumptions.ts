/**
 * Everything this stand-in assumes about Zoom, as data, in one place.
 *
 * The texts are those which the shipped Web SDK 6.2.0 turns into its own codes (seen by running it against this
 * stand-in, 2026-11-24). That Zoom's servers send them, in this order and with these tolerances, is an assumption:
 * nothing here was tried against Zoom.
 */

/** What is checked when a join is asked for. */
export type JoinCheck =
  | "key-known"
  | "app-enabled"
  | "signature-made-with-secret"
  | "key-claims-agree"
  | "not-expired"
  | "not-issued-ahead"
  | "lifetime-in-window"
  | "meeting-number-signed"
  | "meeting-known"
  | "role-known"
  | "role-allowed"
  | "zak-taken"
  | "signed-in"
  | "meeting-started"
  | "registered"
  | "passcode-right";

/** An answer of the first endpoint, `/api/v1/wc/info`. */
export interface JoinRefusal {
  readonly check: JoinCheck;
  readonly errorCode: number;
  readonly errorMessage: string;
  /** The code the Web SDK 6.2.0, component view, makes of it. */
  readonly sdkCode: number;
}

/** The checks in the order they are assumed to be made: the first that fails is the answer. */
export const JOIN_CHECKS: readonly JoinRefusal[] = [
  { check: "key-known", errorCode: 200, errorMessage: "The api key is wrong.", sdkCode: 3704 },
  { check: "app-enabled", errorCode: 200, errorMessage: "The account don't enable API.", sdkCode: 3710 },
  {
    check: "signature-made-with-secret",
    errorCode: 200,
    errorMessage: "Invalid signature.",
    sdkCode: 3712,
  },
  { check: "key-claims-agree", errorCode: 200, errorMessage: "Invalid signature.", sdkCode: 3712 },
  { check: "not-expired", errorCode: 200, errorMessage: "The signature has expired.", sdkCode: 3705 },
  { check: "not-issued-ahead", errorCode: 200, errorMessage: "Invalid signature.", sdkCode: 3712 },
  { check: "lifetime-in-window", errorCode: 200, errorMessage: "Invalid signature.", sdkCode: 3712 },
  {
    check: "meeting-number-signed",
    errorCode: 200,
    errorMessage: "The meeting number is wrong.",
    sdkCode: 3706,
  },
  { check: "meeting-known", errorCode: 200, errorMessage: "The meeting number is not found.", sdkCode: 3707 },
  { check: "role-known", errorCode: 200, errorMessage: "The role is not applicable.", sdkCode: 3708 },
  {
    check: "role-allowed",
    errorCode: 200,
    errorMessage: "Can not be host in other account's meeting.",
    sdkCode: 3711,
  },
  { check: "zak-taken", errorCode: 3136, errorMessage: "Token error", sdkCode: 200 },
  { check: "signed-in", errorCode: 3051, errorMessage: "Require login", sdkCode: 3051 },
  { check: "meeting-started", errorCode: 3008, errorMessage: "Meeting has not started", sdkCode: 3008 },
  {
    check: "registered",
    errorCode: 3099,
    errorMessage: "This webinar requires registration.",
    sdkCode: 3099,
  },
  { check: "passcode-right", errorCode: 3004, errorMessage: "Meeting Passcode wrong.", sdkCode: 3004 },
];

/** What is refused later, over the WebSocket: `res` of its message 4098. */
export type GatewayCheck =
  | "obf-token-known"
  | "obf-token-for-this-meeting"
  | "obf-user-present"
  | "host-account-allows";

export interface GatewayRefusal {
  readonly check: GatewayCheck;
  readonly res: number;
  /** The code the Web SDK 6.2.0, component view, makes of it. */
  readonly sdkCode: number;
}

export const GATEWAY_CHECKS: readonly GatewayRefusal[] = [
  { check: "obf-token-known", res: 13_299, sdkCode: 4014 },
  { check: "obf-token-for-this-meeting", res: 13_300, sdkCode: 4015 },
  { check: "obf-user-present", res: 103_041, sdkCode: 4017 },
  { check: "host-account-allows", res: 13_296, sdkCode: 4012 },
];

export interface Tolerances {
  /** Seconds that `iat` may lie ahead of the stand-in's clock. Zoom's own value is not known. */
  readonly issuedAheadSeconds: number;
  /** Seconds after `exp` that a signature is still taken. Zoom's own value is not known. */
  readonly expiredSeconds: number;
}

export const TOLERANCES: Tolerances = { issuedAheadSeconds: 5, expiredSeconds: 0 };

/**
 * Milliseconds before each message of the WebSocket; the SDK was seen to join with these. `launch`: from the beginning
 * to when what the SDK joins with is waited for no more.
 */
export const GATEWAY_PAUSES = { ready: 100, each: 200, launch: 10_000 } as const;

export interface SandboxApp {
  /** Client id. */
  readonly sdkKey: string;
  /** Client secret. */
  readonly sdkSecret: string;
  /** Whether the Meeting SDK is switched on for the app; it is unless said otherwise. */
  readonly enabled?: boolean;
}

export interface SandboxMeeting {
  /** Digits only. */
  readonly meetingNumber: string;
  /** None is asked for unless given. */
  readonly passcode?: string;
  readonly topic?: string;
  /** Participants (role 0) stay in the waiting room. */
  readonly waitingRoom?: boolean;
  /** False: role 0 has to wait for a host. True unless said otherwise. */
  readonly started?: boolean;
  /** Whose meeting it is, seen from the app: its own account's unless said otherwise. */
  readonly account?: "own" | "other";
  /** The user who hosts it; without one `/v2/meetings` does not know the meeting. */
  readonly hostId?: string;
  readonly alternativeHostIds?: readonly string[];
  /** Only people who are signed in may join: with a ZAK. */
  readonly signInRequired?: boolean;
  /** ZAKs of people who may host it, beside those given out for its hosts. */
  readonly zaks?: readonly string[];
  /** OBF tokens that may bring the app in, as often as one likes, beside those given out. */
  readonly obfTokens?: readonly string[];
  /** Registration is on, and these are the tokens (`tk`) of the registered. */
  readonly registrantTokens?: readonly string[];
}

/** The meetings of `countersign dev` and `countersign sandbox`. */
export const SANDBOX_MEETINGS: readonly SandboxMeeting[] = [
  { meetingNumber: "87270695528", topic: "Sandbox, open" },
  { meetingNumber: "87270695529", topic: "Sandbox, passcode", passcode: "314159" },
  { meetingNumber: "87270695530", topic: "Sandbox, waiting room", waitingRoom: true },
];
