/**
 * Variables that hold the Meeting SDK's credentials, the first family that is there wins. The names of Zoom's
 * endpoint sample come first; the others are what Zoom's documents, newer samples and a much-copied forum
 * answer use.
 */
export interface CredentialFamily {
  readonly key: string;
  readonly secret: string;
}

export const CREDENTIAL_FAMILIES: readonly CredentialFamily[] = [
  { key: "ZOOM_MEETING_SDK_KEY", secret: "ZOOM_MEETING_SDK_SECRET" },
  { key: "ZOOM_MEETING_SDK_CLIENT_ID", secret: "ZOOM_MEETING_SDK_CLIENT_SECRET" },
  { key: "ZOOM_SDK_KEY", secret: "ZOOM_SDK_SECRET" },
  { key: "ZOOM_CLIENT_ID", secret: "ZOOM_CLIENT_SECRET" },
  { key: "ZOOM_APP_KEY", secret: "ZOOM_APP_SECRET" },
];

/** Each variable may instead name a file, by one of these endings. */
export const FILE_SUFFIXES = ["_FILE", "_FROM_FILE"] as const;

/** A secret that is on its way out: still verified with, never signed with. */
export const PREVIOUS_SECRET = "ZOOM_MEETING_SDK_SECRET_PREVIOUS";

/** Build tools copy variables of these prefixes into what the browser loads. */
const PUBLIC_PREFIX = /^(?:VITE_|(?:NEXT_|NUXT_|EXPO_)?PUBLIC_|(?:REACT|VUE)_APP_)/;

export function publicPrefixOf(variable: string): string | undefined {
  return PUBLIC_PREFIX.exec(variable)?.[0];
}
