import type { Cause, Report } from "@countersign/core/diagnose";
import type { Attempt } from "./steps.ts";

/**
 * What happened. Names that begin with `endpoint` are about the server that signs; `zoom` and `sdk` about the
 * other side of the join.
 */
export type JoinErrorCode =
  /** The `AbortSignal` was aborted. */
  | "aborted"
  /** There is no page, or no element for the component view. */
  | "page-not-ready"
  /** The signing endpoint could not be asked: network, name, CORS, content security policy. */
  | "endpoint-unreachable"
  /** It did not answer in time. */
  | "endpoint-silent"
  /** It answered with another status than 2xx. */
  | "endpoint-refused"
  | "endpoint-not-json"
  | "endpoint-without-signature"
  /** `getSignature` threw, or its promise was rejected. */
  | "get-signature-failed"
  /** The rules found what makes the join fail for sure, so that the SDK was not asked. */
  | "rejected-before-join"
  /** The SDK's files or its module could not be loaded. */
  | "sdk-not-loaded"
  /** The SDK answered with an exception of its own, or refused to start. */
  | "sdk-failed"
  /** The SDK called nothing back within the deadline of the step. */
  | "sdk-silent"
  /** The SDK says that it could not reach Zoom. */
  | "zoom-unreachable"
  /** Zoom refused the join, and the SDK says so with a code. */
  | "zoom-refused";

/** A cause of the core's; or where the join failed, when that was before anything of Zoom's was asked. */
export type JoinCause = Cause | "aborted" | "endpoint" | "page" | "unknown";

/** The SDK's error, of either view and any version, in one shape. */
export interface ZoomFailure {
  /** As the SDK gave it, as text: `3712`, `INVALID_PARAMETERS`, `TypeError`. */
  readonly code: string;
  readonly message: string;
}

/** What was seen beside the error while joining. Holds no signature, token, passcode or query. */
export interface JoinEvidence {
  /** Where each step stood, in order. */
  readonly steps: readonly Attempt[];
  /** Warnings and errors that the SDK only wrote to the console. */
  readonly console: readonly string[];
  /** Requests that ended, as `zoom.us/api/v1/wc/info 200, after 340 ms`. */
  readonly requests: readonly string[];
  /** What the content security policy kept from loading, as `connect-src https://zoom.us`. */
  readonly blocked: readonly string[];
  /** What client view showed the person when the join ended, line by line. */
  readonly shown: readonly string[];
}

export interface JoinFailure {
  readonly code: JoinErrorCode;
  readonly cause: JoinCause;
  readonly message: string;
  readonly help: string;
  readonly docs: string;
  readonly report?: Report | undefined;
  readonly zoom?: ZoomFailure | undefined;
  readonly evidence?: JoinEvidence;
}

const BRAND = "JoinError";
const NOTHING: JoinEvidence = { steps: [], console: [], requests: [], blocked: [], shown: [] };

/** The one error `joinMeeting` rejects with. A wrong argument is a `TypeError` instead. */
export class JoinError extends Error {
  override readonly name: string = BRAND;
  readonly code: JoinErrorCode;
  override readonly cause: JoinCause;
  /** The way out. */
  readonly help: string;
  /** Where it is explained, from the project's root. */
  readonly docs: string;
  /** The core's diagnosis, as soon as there was a signature to diagnose. */
  readonly report: Report | undefined;
  /** Absent where the SDK said nothing. */
  readonly zoom: ZoomFailure | undefined;
  readonly evidence: JoinEvidence;

  constructor(failure: JoinFailure) {
    super(failure.message);
    this.code = failure.code;
    this.cause = failure.cause;
    this.help = failure.help;
    this.docs = failure.docs;
    this.report = failure.report;
    this.zoom = failure.zoom;
    this.evidence = failure.evidence ?? NOTHING;
  }

  /** Recognises the error by its name, so that two copies of this package in one page agree. */
  static is(error: unknown): error is JoinError {
    return error instanceof Error && error.name === BRAND && "code" in error && "help" in error;
  }
}

export function docsOf(code: JoinErrorCode): string {
  return `docs/join.md#${code}`;
}
