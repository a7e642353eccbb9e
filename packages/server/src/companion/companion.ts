/** What comes from Zoom's REST API beside the signature. Signing itself never waits for any of it. */
export interface CompanionTokens {
  /**
   * A Zoom Access Key of `zoomUser`: a host credential. Asked for anew each time, coalesced for 60 seconds at most.
   * @throws ZoomUnavailable
   */
  zak(wanted: {
    readonly tenant: string;
    /** An id or an e-mail address. From the policy, never from a request. */
    readonly zoomUser: string;
    /** Seconds; 600 unless given, 7200 at most. */
    readonly ttl?: number | undefined;
  }): Promise<CompanionToken>;
  /** A token to join on behalf of `zoomUser`. Treated as single-use: never kept. @throws ZoomUnavailable */
  obfToken(wanted: {
    readonly tenant: string;
    readonly zoomUser: string;
    readonly meetingNumber: string;
    /** Seconds; 600 unless given, 7200 at most. */
    readonly ttl?: number | undefined;
  }): Promise<CompanionToken>;
  /**
   * Who hosts a meeting, from a look-up at most some minutes old. `undefined`: Zoom shows the account no such meeting;
   * it may be of another account.
   * @throws ZoomUnavailable
   */
  meeting(wanted: {
    readonly tenant: string;
    readonly meetingNumber: string;
  }): Promise<MeetingHosts | undefined>;
}

export interface CompanionToken {
  readonly token: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

export interface MeetingHosts {
  readonly hostId: string;
  readonly hostEmail?: string | undefined;
  readonly alternativeHosts: readonly string[];
  /** Older than it should be, kept because Zoom does not answer. */
  readonly stale: boolean;
  /** Empty: the meeting has none. Absent, here and below: Zoom did not say. */
  readonly passcode?: string | undefined;
  /** Whoever joins has to be registered: `settings.approval_type` 0 or 1. */
  readonly registrationRequired?: boolean | undefined;
  /** Whoever joins has to be signed in to Zoom: `settings.meeting_authentication`. */
  readonly signInRequired?: boolean | undefined;
}

/** Why Zoom gave nothing. */
export type ZoomProblem =
  | "zoom-circuit-open"
  | "zoom-credentials-refused"
  | "zoom-grant-missing"
  | "zoom-grant-needs-reauthorization"
  | "zoom-grant-unreadable"
  | "zoom-permission-missing"
  | "zoom-rate-limited"
  | "zoom-refused"
  | "zoom-unavailable";

const BRAND = "ZoomUnavailable";

/** No token came from Zoom. The message names no token and no user. */
export class ZoomUnavailable extends Error {
  override readonly name: string = BRAND;
  readonly code: ZoomProblem;
  /** When it is worth another try, in whole seconds from now; absent where a person has to act first. */
  readonly retryAfter: number | undefined;

  constructor(code: ZoomProblem, message: string, retryAfter?: number, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
    this.retryAfter = retryAfter;
  }

  static is(error: unknown): error is ZoomUnavailable {
    return error instanceof Error && error.name === BRAND;
  }
}
