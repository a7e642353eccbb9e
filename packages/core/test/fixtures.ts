/** Credentials of the shape Zoom gives out, which nobody was given. */
export const SDK_KEY = "Ab3xK9_mQ2ySTUvWcD4eFg";
export const SDK_SECRET = "h7Rk2Qz9LmT4vXc8Wb1NsPd5Yg3JfA6e";
export const CREDENTIALS = { sdkKey: SDK_KEY, sdkSecret: SDK_SECRET } as const;
/** 2026-11-24 06:00:00 UTC. */
export const NOW = 1_795_500_000;
