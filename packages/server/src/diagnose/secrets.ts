import type { JsonValue } from "../json/value.ts";

/** Names that an answer may repeat. Any other name is the caller's, and may hold anything. */
const KNOWN: ReadonlySet<string> = new Set([
  "api_secret",
  "apiSecret",
  "authorization",
  "childToken",
  "client_secret",
  "clientSecret",
  "encrypted_password",
  "h323_password",
  "obf",
  "obfToken",
  "onBehalfToken",
  "others",
  "passWord",
  "passcode",
  "password",
  "pstn_password",
  "pwd",
  "recordingToken",
  "sdk_secret",
  "sdkSecret",
  "secret",
  "start_url",
  "tk",
  "token",
  "userZAK",
  "webinarToken",
  "zak",
  "zoomAccessToken",
]);

/** Anywhere in a name, however its words are joined. */
const IN_NAME =
  /secret|passw(?:or)?d|passcode|passphrase|token|authori[sz]ation$|cookie|hostkey|privatekey|signingkey|starturl|^zak|zak$/;
/** A claim of the signature, which is a time; and what says of evidence that it holds no secrets. */
const INNOCENT: ReadonlySet<string> = new Set(["secretsremoved", "tokenexp"]);
const WORDS: ReadonlySet<string> = new Set(["obf", "pwd", "tk", "zak"]);

/** A link that opens a meeting: what it carries is as good as the thing itself. */
const IN_LINK = /[?&#;](?:zak|pwd|passcode|password|tk|token|secret|client_secret|access_token|obf)=/i;

export interface SecretFound {
  /** The name, where it is one that people know; nothing where it is the caller's own. */
  readonly name: string | undefined;
  readonly what: "key" | "link";
}

/**
 * Looks for what is named like a secret, at any depth. The names decide and not the values: a value that is a
 * secret cannot be told from one that is not.
 */
export function secretsIn(value: JsonValue): SecretFound[] {
  switch (value.kind) {
    case "string":
      return IN_LINK.test(value.text) ? [{ name: undefined, what: "link" }] : [];
    case "array":
      return value.items.flatMap(secretsIn);
    case "object":
      return [...value.members].flatMap(([name, inner]): SecretFound[] =>
        isSecretName(name) ? [{ name: KNOWN.has(name) ? name : undefined, what: "key" }] : secretsIn(inner),
      );
    default:
      return [];
  }
}

export function isSecretName(name: string): boolean {
  if (name === "others") return true;
  const plain = name.normalize("NFKC");
  const words = plain.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u).map((word) => word.toLowerCase());
  if (words.some((word) => WORDS.has(word))) return true;
  const joined = words.join("");
  return !INNOCENT.has(joined) && IN_NAME.test(joined);
}
