/** Why a server was not started. */
export type StartUpCode =
  | "access-missing"
  | "access-twice"
  | "address-in-use"
  | "address-not-available"
  | "address-not-permitted"
  | "api-keys-invalid"
  | "audit-missing"
  | "clock-wrong"
  | "cors-origin-invalid"
  | "development-in-production"
  | "development-not-loopback"
  | "file-not-readable"
  | "file-readable-by-others"
  | "policy-invalid"
  | "request-keys-invalid"
  | "setting-invalid"
  | "setting-unknown"
  | "tenant-invalid";

const BRAND = "StartUpError";

/**
 * The server cannot be made or started as it was asked to. One clear line in `message`, the way out in `help`;
 * a command prints both and ends with exit code 2.
 */
export class StartUpError extends Error {
  override readonly name: string = BRAND;
  readonly code: StartUpCode;
  /** The setting, by the name it was given under. */
  readonly field: string;
  readonly help: string;

  constructor(code: StartUpCode, field: string, message: string, help: string) {
    super(message);
    this.code = code;
    this.field = field;
    this.help = help;
  }

  /** By name, so that two copies of this package in one program agree. */
  static is(error: unknown): error is StartUpError {
    return error instanceof Error && error.name === BRAND && "code" in error && "help" in error;
  }
}

export function refuseToStart(code: StartUpCode, field: string, message: string, help: string): never {
  throw new StartUpError(code, field, message, help);
}
