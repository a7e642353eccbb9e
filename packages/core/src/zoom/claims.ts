/** 0: participant, 1: host (https://developers.zoom.us/docs/meeting-sdk/auth/, read 2026-11-24). */
export type Role = 0 | 1;

/**
 * `video_webrtc_mode`: 1 video over WebRTC, 0 not; absent leaves it to Zoom
 * (https://github.com/zoom/meetingsdk-auth-endpoint-sample, commit 972c078, read 2026-11-24).
 */
export type VideoWebRtcMode = 0 | 1;

/**
 * The claims of a signature for the native SDKs: iOS, Android, macOS, Windows, Linux, Electron, React Native.
 * It names no meeting: whoever has it may initialise the SDK for any.
 */
export interface NativeClaims {
  /** The app's client id; needed by native SDKs and by Web from 5.0.0. */
  readonly appKey: string;
  /** The same value again; Web up to 3.x reads this one. */
  readonly sdkKey: string;
  /** Issued at, in seconds since 1970. */
  readonly iat: number;
  /** Expiry of the signature, in seconds since 1970. */
  readonly exp: number;
  /** Expiry of the session token, in seconds since 1970; Zoom's samples set it equal to `exp`. */
  readonly tokenExp: number;
}

/** The claims of a signature for the Web SDK, which is bound to one meeting and one role. */
export interface WebClaims extends NativeClaims {
  /** The meeting number, digits only. */
  readonly mn: string;
  readonly role: Role;
  readonly video_webrtc_mode?: VideoWebRtcMode;
}
