/** An answer before it is written, so that a failure can still spoil it. */
export interface Answer {
  readonly status: number;
  readonly headers?: { readonly [name: string]: string };
  /** Written as JSON; none: no body. */
  readonly body?: { readonly [name: string]: unknown };
}

/** The form of RFC 6749, 5.2, with Zoom's `reason` beside it. */
export function oauthError(status: number, error: string, reason: string): Answer {
  return { status, body: { reason, error } };
}

/** The form of Zoom's REST API. */
export function restError(status: number, code: number, message: string, more: object = {}): Answer {
  return { status, body: { code, message, ...more } };
}
