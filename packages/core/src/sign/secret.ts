import { type ErrorCode, refuse } from "../errors.ts";
import { publicPrefixOf } from "../zoom/environment.ts";
import { LIMITS } from "../zoom/limits.ts";
import { isPlaceholder } from "../zoom/placeholders.ts";

const KEY_SHAPE = /^[A-Za-z0-9_.-]{4,128}$/;
const QUOTES = /^["'`\p{Pi}\p{Pf}]|["'`\p{Pi}\p{Pf}]$/u;

/** White space, and what is as invisible: control characters, zero-width ones, the byte order mark. */
const BLANK = /[\s\p{C}]/u;

const WHERE = "In Zoom's Marketplace: your app, Basic Information, App Credentials.";

interface Kind {
  readonly code: ErrorCode;
  readonly field: string;
  /** Zoom's name for it. */
  readonly name: string;
}

const KEY: Kind = { code: "sdk-key-invalid", field: "sdkKey", name: "client id" };
const SECRET: Kind = { code: "sdk-secret-invalid", field: "sdkSecret", name: "client secret" };

/**
 * The SDK key (client id), checked before anything is signed with it.
 * @throws CountersignError `sdk-key-invalid`
 */
export function checkSdkKey(sdkKey: unknown): string {
  const text = checkText(KEY, sdkKey);
  return KEY_SHAPE.test(text) ? text : bad(KEY, "is not 4 to 128 letters, digits, `-`, `_` and `.`");
}

/**
 * The SDK secret (client secret), checked before anything is signed with it. The messages say what is wrong
 * with it and never show any of it.
 * @param variable Where it was read from, when that is known: a variable that ends in a browser bundle is refused.
 * @throws CountersignError `sdk-secret-invalid`, `secret-is-public`
 */
export function checkSdkSecret(sdkSecret: unknown, variable = ""): string {
  const prefix = publicPrefixOf(variable);
  if (prefix !== undefined) {
    return refuse(
      "secret-is-public",
      SECRET.field,
      `the secret stands in ${variable}, and build tools copy every ${prefix} variable into the page`,
      "Rename it and read it on the server only. If the page was ever published, have Zoom make a new secret.",
    );
  }
  const text = checkText(SECRET, sdkSecret);
  const { length } = text;
  return length < LIMITS.secretCharactersMin
    ? bad(SECRET, `has ${length} characters; Zoom's have ${LIMITS.secretCharactersMin} or more`)
    : text;
}

function checkText(kind: Kind, value: unknown): string {
  if (typeof value !== "string" || value === "") {
    return bad(kind, `is missing: it has to be the ${kind.name}, as text`);
  }
  if (BLANK.test(value)) return bad(kind, "has white space in it");
  if (QUOTES.test(value)) return bad(kind, "has quotes at its ends");
  return isPlaceholder(value) ? bad(kind, "is a placeholder") : value;
}

function bad({ code, field, name }: Kind, why: string): never {
  return refuse(code, field, `${field} ${why}`, `Give the app's ${name} exactly as Zoom shows it. ${WHERE}`);
}
