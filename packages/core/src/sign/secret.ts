import { refuse } from "../errors.ts";
import { publicPrefixOf } from "../zoom/environment.ts";
import { LIMITS } from "../zoom/limits.ts";
import { isPlaceholder } from "../zoom/placeholders.ts";

const KEY_SHAPE = /^[A-Za-z0-9_.-]{4,128}$/;
const QUOTES = /^["'`\p{Pi}\p{Pf}]|["'`\p{Pi}\p{Pf}]$/u;

/** White space, and what is as invisible: control characters, zero-width ones, the byte order mark. */
const BLANK_END = /^[\s\p{C}]|[\s\p{C}]$/u;

const WHERE = "In Zoom's Marketplace: your app, Basic Information, App Credentials.";

/**
 * The SDK key (client id), checked before anything is signed with it.
 * @throws CountersignError `sdk-key-invalid`
 */
export function checkSdkKey(sdkKey: unknown): string {
  const bad = (why: string): never =>
    refuse("sdk-key-invalid", "sdkKey", `sdkKey ${why}`, `Give the app's client id. ${WHERE}`);
  if (typeof sdkKey !== "string" || sdkKey === "")
    return bad("is missing: it has to be the client id, as text");
  if (BLANK_END.test(sdkKey)) return bad("has white space at its ends");
  if (QUOTES.test(sdkKey)) return bad("has quotes at its ends");
  if (isPlaceholder(sdkKey)) return bad("is a placeholder");
  if (!KEY_SHAPE.test(sdkKey))
    return bad("holds characters that no client id has; allowed are letters, digits, `-`, `_` and `.`");
  return sdkKey;
}

/**
 * The SDK secret (client secret), checked before anything is signed with it. The messages say what is wrong
 * with it and never show any of it.
 * @param variable Where it was read from, when that is known: a variable that ends in a browser bundle is refused.
 * @throws CountersignError `sdk-secret-invalid`, `secret-is-public`
 */
export function checkSdkSecret(sdkSecret: unknown, variable?: string): string {
  const bad = (why: string): never =>
    refuse(
      "sdk-secret-invalid",
      "sdkSecret",
      `sdkSecret ${why}`,
      `Give the app's client secret exactly as Zoom shows it. ${WHERE}`,
    );
  const prefix = variable === undefined ? undefined : publicPrefixOf(variable);
  if (prefix !== undefined) {
    return refuse(
      "secret-is-public",
      "sdkSecret",
      `the secret stands in ${variable}, and build tools copy every ${prefix} variable into the page`,
      "Name the variable ZOOM_MEETING_SDK_SECRET, read it on the server only, and have Zoom make a new secret if the page was ever published.",
    );
  }
  if (typeof sdkSecret !== "string" || sdkSecret === "")
    return bad("is missing: it has to be the client secret, as text");
  if (BLANK_END.test(sdkSecret)) return bad("has white space at its ends, which would be hashed with it");
  if (QUOTES.test(sdkSecret)) return bad("has quotes at its ends, which would be hashed with it");
  if (isPlaceholder(sdkSecret)) return bad("is a placeholder");
  if (sdkSecret.length < LIMITS.secretCharactersMin) {
    return bad(`has ${sdkSecret.length} characters; Zoom's have ${LIMITS.secretCharactersMin} or more`);
  }
  return sdkSecret;
}
