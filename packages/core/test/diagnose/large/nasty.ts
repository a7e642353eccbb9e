import type { Evidence } from "../../../src/diagnose/evidence.ts";
import { EXAMPLE, evidenceOf } from "../../../src/diagnose/example.ts";

export const KILOBYTES_64 = 65_536;

const filled = (text: string): string =>
  text.repeat(Math.ceil(KILOBYTES_64 / text.length)).slice(0, KILOBYTES_64);
const right = evidenceOf({ name: "right" });
const { sdkKey, sdkSecret } = EXAMPLE;

/** Texts that make a careless pattern take quadratic time or worse. */
const TEXTS: { readonly [name: string]: string } = {
  "one letter": filled("e"),
  dots: filled("."),
  quotes: filled('"'),
  backslashes: filled("\\"),
  "spaces between letters": `a${filled(" ").slice(2)}b`,
  equals: filled("="),
  "percent signs": filled("%25"),
  braces: filled("{"),
  "open lists": filled("[{"),
  digits: filled("7"),
  "words of placeholders": `${filled("secret_key_").slice(1)}!`,
  "beginnings of JWTs": filled("eyJ"),
  "waiting for nobody": filled("waiting for the "),
  surrogates: filled("\ud800"),
  "dollars and hashes": filled("$a#b%c%"),
};

function longToken(length: number): string {
  const example = evidenceOf({ name: "", payload: { note: "x".repeat((length * 3) / 4 - 500) } });
  return String(example.signature);
}

/** Evidence of up to 64 kB in each place. */
export const NASTY: { readonly [name: string]: Evidence } = {
  ...Object.fromEntries(
    Object.entries(TEXTS).flatMap(([name, text]) => [
      [`${name}, as signature`, { ...right, signature: text }],
      [`${name}, as 16 kB of signature`, { ...right, signature: text.slice(0, 16_384) }],
      [`${name}, as secret`, { ...right, credentials: { sdkKey, sdkSecret: text } }],
      [`${name}, as key`, { ...right, credentials: { sdkKey: text, sdkSecret } }],
      [`${name}, as error`, { ...right, error: { code: text, message: text } }],
      [`${name}, as number`, { ...right, joinCall: { meetingNumber: text, passWord: text, zak: text } }],
      [`${name}, as what works`, { ...right, works: text }],
    ]),
  ),
  "a token of 16 kB and another secret": {
    ...right,
    signature: longToken(16_000),
    credentials: { sdkKey, sdkSecret: "anotherSecretThatIsNotTheRight01" },
  },
  "a token of 16 kB and a secret of 48": {
    ...right,
    signature: longToken(16_000),
    credentials: { sdkKey, sdkSecret: filled("aB3$#").slice(0, 49_000) },
  },
  "a thousand other secrets": {
    ...right,
    signature: evidenceOf({ name: "", secret: "anotherSecretThatIsNotTheRight01" }).signature,
    credentials: {
      sdkKey,
      sdkSecret,
      others: Object.fromEntries(
        Array.from({ length: 1000 }, (_, index) => [
          `app ${index}`,
          `theSecretOfAnotherApp${index}`.padEnd(32, "0"),
        ]),
      ),
    },
  },
  "a manifest of many members": {
    ...right,
    app: Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`member${index}`, { a: index }])),
  },
};
