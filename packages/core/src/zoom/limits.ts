/**
 * What Zoom asks of a Meeting SDK signature, in numbers. Read 2026-11-24.
 *
 * - Lifetime: `exp` and `tokenExp` at least 1800 s and at most 48 h after `iat`
 *   (https://developers.zoom.us/docs/meeting-sdk/auth/; the same bounds stand in Zoom's own endpoint sample).
 *   Exactly 1800 s was refused by the native SDK
 *   (https://github.com/mieszko4/react-native-zoom-us/issues/254), so here the lifetime is strictly more.
 * - Meeting numbers have 9 to 11 digits (the range that Zoom's web sample extracts from an invite:
 *   https://github.com/zoom/meetingsdk-web-sample).
 */
export const LIMITS = {
  /** Seconds from `iat` to `exp`; the lifetime has to be more than this. */
  lifetimeAbove: 1800,
  /** Seconds from `iat` to `exp`, at most. */
  lifetimeMax: 172_800,
  /** Seconds a caller may ask for, counted from now. */
  expirationSecondsMin: 1800,
  expirationSecondsMax: 172_800,
  expirationSecondsDefault: 7200,
  /**
   * Seconds `iat` lies in the past. Zoom refuses an `iat` ahead of its own clock as an invalid signature;
   * Zoom's documentation backdates by 30 s, and users needed up to 400 s
   * (https://devforum.zoom.us/t/82045).
   */
  backdateDefault: 30,
  backdateMax: 900,
  meetingNumberDigitsMin: 9,
  meetingNumberDigitsMax: 11,
  /** Zoom's secrets have 32 characters or more; anything this short was not given out by Zoom. */
  secretCharactersMin: 20,
} as const;
