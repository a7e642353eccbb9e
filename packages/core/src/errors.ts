/** Everything that can be refused, by name. The code is the identity; the words may improve any day. */
export type ErrorCode =
  | "clock-invalid"
  | "credentials-incomplete"
  | "credentials-missing"
  | "expiration-seconds-invalid"
  | "meeting-number-invalid"
  | "role-invalid"
  | "sdk-key-invalid"
  | "sdk-secret-invalid"
  | "secret-is-public"
  | "signer-in-page"
  | "video-webrtc-mode-invalid";

export interface Refusal {
  readonly code: ErrorCode;
  /** The input that was refused, by the name the caller gave it under. */
  readonly field: string;
  /** What was seen and what is allowed. */
  readonly message: string;
  /** The way out. */
  readonly help: string;
}

const BRAND = "CountersignError";

/**
 * The one error this package throws on purpose. Wrong use of the API itself (an argument of the wrong kind)
 * is a `TypeError` instead. No message ever holds a secret or a signature.
 */
export class CountersignError extends Error {
  override readonly name: string = BRAND;
  readonly code: ErrorCode;
  readonly field: string;
  readonly help: string;
  /** Where this code is explained, from the project's root; `countersign explain CODE` says the same. */
  readonly docs: string;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.code = refusal.code;
    this.field = refusal.field;
    this.help = refusal.help;
    this.docs = `docs/refusals.md#${refusal.code}`;
  }

  /** Recognises the error by its name, so that two copies of this package in one program agree. */
  static is(error: unknown): error is CountersignError {
    return error instanceof Error && error.name === BRAND && "code" in error && "help" in error;
  }
}

export function refuse(code: ErrorCode, field: string, message: string, help: string): never {
  throw new CountersignError({ code, field, message, help });
}

const SHOWN_CHARACTERS = 64;

/** What JSON leaves as it is although a terminal shows nothing, or text running the wrong way, for it. */
const INVISIBLE = /(?! )[\p{C}\p{Z}]/gu;

/** A value as an error may show it: cut, its control characters made visible. Never for a secret. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") {
    // Cut before and after: no more than it shows is worth escaping, and escapes make text longer.
    return cut(JSON.stringify(value.slice(0, 2 * SHOWN_CHARACTERS)).replace(INVISIBLE, escaped));
  }
  if (typeof value === "number" || typeof value === "boolean" || value === null) return String(value);
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function escaped(character: string): string {
  return `\\u${character.codePointAt(0)?.toString(16).padStart(4, "0")}`;
}

function cut(text: string): string {
  const whole = [...text];
  return whole.length <= SHOWN_CHARACTERS ? text : `${whole.slice(0, SHOWN_CHARACTERS - 1).join("")}…`;
}
