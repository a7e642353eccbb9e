/**
 * Where a code is shown. `web` stands for both views of the web SDK; `native-*` for the desktop SDKs (Windows,
 * macOS, Linux, Electron), whose three lists of codes overlap in number and not in meaning.
 */
export type ErrorSurface =
  | "web"
  | "client-view"
  | "component-view"
  | "native-auth"
  | "native-meeting"
  | "native-sdkerr"
  | "android"
  | "ios"
  | "rest"
  | "oauth";

export interface ErrorSource {
  readonly url: string;
  /** What the source says, in our words. */
  readonly says: string;
  /** The day it was read, YYYY-MM-DD. */
  readonly read: string;
}

export interface ErrorCause {
  readonly cause: string;
  /** The way out. */
  readonly help: string;
}

/**
 * How firmly an entry stands: `zoom-page` Zoom documents it; `sdk` it stands in the SDK as shipped; `observed`
 * the SDK was made to show it against a stand-in; `reports` users or third parties met it.
 */
export type KnownFrom = "zoom-page" | "sdk" | "observed" | "reports";

export interface ZoomError {
  readonly code: number;
  readonly surface: ErrorSurface;
  /** As Zoom names it, where Zoom does. */
  readonly name?: string;
  /** Texts the SDK or API shows with this code, literally. Empty where no text is known. */
  readonly shows: readonly string[];
  /** Views that call nothing back for it: neither success nor error. */
  readonly silentIn?: readonly ("client-view" | "component-view")[];
  readonly means: string;
  /** Most likely first. */
  readonly causes: readonly [ErrorCause, ...ErrorCause[]];
  /** Versions of the SDK in which it exists or changed, where known. */
  readonly versions?: string;
  /** What surprises, and where sources contradict each other. */
  readonly notes: readonly string[];
  readonly sources: readonly [ErrorSource, ...ErrorSource[]];
  readonly knownFrom: KnownFrom;
}
