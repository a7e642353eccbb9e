import fc from "fast-check";
import { expect, test } from "vitest";
import { CountersignError, checkSdkKey, checkSdkSecret, createSigner } from "../../src/index.ts";
import { isPlaceholder } from "../../src/zoom/placeholders.ts";
import { SDK_KEY, SDK_SECRET } from "../fixtures.ts";
import { ALPHANUMERIC } from "../random.ts";
import { refusalOf } from "../refusal.ts";

const WHERE = "In Zoom's Marketplace: your app, Basic Information, App Credentials.";

const SECRET_MISSING = "is missing: it has to be the client secret, as text";
const SECRET_BLANK = "has white space in it";
const SECRET_QUOTES = "has quotes at its ends";

test.each<[secret: unknown, why: string]>([
  ["h7Rk2Qz9LmT4vXc8\nWb1NsPd5Yg3JfA6e", SECRET_BLANK],
  ["h7Rk2Qz9LmT4vXc8 Wb1NsPd5Yg3JfA6e", SECRET_BLANK],
  ["h7Rk2Qz9LmT4\u200bvXc8Wb1NsPd5Yg3JfA6e", SECRET_BLANK],
  ["", SECRET_MISSING],
  [undefined, SECRET_MISSING],
  [null, SECRET_MISSING],
  [42, SECRET_MISSING],
  [Buffer.from(SDK_SECRET), SECRET_MISSING],
  [`${SDK_SECRET}\n`, SECRET_BLANK],
  [`${SDK_SECRET}\r\n`, SECRET_BLANK],
  [` ${SDK_SECRET}`, SECRET_BLANK],
  [`${SDK_SECRET}\t`, SECRET_BLANK],
  [`${SDK_SECRET}\u00a0`, SECRET_BLANK],
  [`\ufeff${SDK_SECRET}`, SECRET_BLANK],
  [`${SDK_SECRET}\u200b`, SECRET_BLANK],
  [`${SDK_SECRET}\0`, SECRET_BLANK],
  [" ", SECRET_BLANK],
  [`"${SDK_SECRET}"`, SECRET_QUOTES],
  [`'${SDK_SECRET}'`, SECRET_QUOTES],
  [`\`${SDK_SECRET}\``, SECRET_QUOTES],
  [`“${SDK_SECRET}”`, SECRET_QUOTES],
  [`${SDK_SECRET}"`, SECRET_QUOTES],
  ["YOUR_SDK_SECRET", "is a placeholder"],
  ["x".repeat(32), "is a placeholder"],
  ["h7Rk2Qz9LmT4vXc8Wb1", "has 19 characters; Zoom's have 20 or more"],
])("secret %o is refused", (secret, why) => {
  expect(refusalOf(() => checkSdkSecret(secret))).toEqual({
    code: "sdk-secret-invalid",
    field: "sdkSecret",
    message: `sdkSecret ${why}`,
    help: `Give the app's client secret exactly as Zoom shows it. ${WHERE}`,
  });
});

test.each<[key: unknown, why: string]>([
  ["", "is missing: it has to be the client id, as text"],
  [undefined, "is missing: it has to be the client id, as text"],
  [42, "is missing: it has to be the client id, as text"],
  [` ${SDK_KEY}`, "has white space in it"],
  [`${SDK_KEY}\n`, "has white space in it"],
  [`"${SDK_KEY}"`, "has quotes at its ends"],
  ["YOUR_CLIENT_ID", "is a placeholder"],
  ["undefined", "is a placeholder"],
  [`${SDK_KEY}"x`, "is not 4 to 128 letters, digits, `-`, `_` and `.`"],
  ["Q7x", "is not 4 to 128 letters, digits, `-`, `_` and `.`"],
  ["Q7xv4Zk1Wb8Tn2LpC0".repeat(8), "is not 4 to 128 letters, digits, `-`, `_` and `.`"],
  ["a b c d e f", "has white space in it"],
])("key %o is refused", (key, why) => {
  expect(refusalOf(() => checkSdkKey(key))).toEqual({
    code: "sdk-key-invalid",
    field: "sdkKey",
    message: `sdkKey ${why}`,
    help: `Give the app's client id exactly as Zoom shows it. ${WHERE}`,
  });
});

test.each([
  ["VITE_ZOOM_SDK_SECRET", "VITE_"],
  ["NEXT_PUBLIC_ZOOM_SECRET", "NEXT_PUBLIC_"],
  ["NUXT_PUBLIC_ZOOM_SECRET", "NUXT_PUBLIC_"],
  ["REACT_APP_ZOOM_SECRET", "REACT_APP_"],
  ["VUE_APP_ZOOM_SECRET", "VUE_APP_"],
  ["EXPO_PUBLIC_ZOOM_SECRET", "EXPO_PUBLIC_"],
  ["PUBLIC_ZOOM_SECRET", "PUBLIC_"],
])("a secret in %s is refused", (variable, prefix) => {
  const refusal = {
    code: "secret-is-public",
    field: "sdkSecret",
    message: `the secret stands in ${variable}, and build tools copy every ${prefix} variable into the page`,
    help: "Rename it and read it on the server only. If the page was ever published, have Zoom make a new secret.",
  };
  expect(refusalOf(() => checkSdkSecret(SDK_SECRET, variable))).toEqual(refusal);
  expect(
    refusalOf(() => createSigner({ sdkKey: SDK_KEY, sdkSecret: SDK_SECRET, secretVariable: variable })),
  ).toEqual(refusal);
});

test("a secret in another variable is taken", () => {
  expect(checkSdkSecret(SDK_SECRET, "ZOOM_MEETING_SDK_SECRET")).toBe(SDK_SECRET);
});

test.each(["h7Rk2Qz9LmT4vXc8Wb1N", SDK_SECRET])(
  "a secret of 20 characters or more is taken: %s",
  (secret) => {
    expect(checkSdkSecret(secret)).toBe(secret);
  },
);

test.each([
  "undefined",
  "null",
  "[object Object]",
  "SDK_SECRET",
  "YOUR_SDK_SECRET",
  "your-client-secret",
  "YourSdkSecretHere",
  "yoursecretkey",
  "MY_ZOOM_SECRET",
  "your_sdk_key_123",
  "YOUR_ZOOM_MEETING_SDK_CLIENT_SECRET_GOES_HERE",
  "insert your secret",
  "INSERT_YOUR_ZOOM_SECRET",
  "replace-with-your-secret-2026",
  "Enter your client secret from the marketplace",
  "paste-secret-here",
  "changeme",
  "change_me",
  "<your secret>",
  "{{ secret }}",
  "[SDK SECRET]",
  "$ZOOM_SDK_SECRET",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what a shell or a template left unfilled
  "${ZOOM_SDK_SECRET}",
  "%ZOOM_SDK_SECRET%",
  "process.env.ZOOM_SDK_SECRET",
  "import.meta.env.VITE_SECRET",
  "os.environ['ZOOM']",
  "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
  "********************************",
  "h7Rk2Qz9...",
  "h7Rk2Qz9…",
])("%o is a placeholder", (text) => {
  expect(isPlaceholder(text)).toBe(true);
});

test.each([
  SDK_KEY,
  SDK_SECRET,
  "myAppQ7xv4Zk1Wb8Tn2LpC",
  "keyHereQ7xv4Zk1Wb8Tn2LpC",
  "putApi3KeyQ7xv4Zk1Wb8Tn",
])("%o is none", (text) => {
  expect(isPlaceholder(text)).toBe(false);
});

test("no refusal holds any of the secret", () => {
  const spoil = fc.constantFrom(
    (secret: string) => ` ${secret}`,
    (secret: string) => `${secret}\n`,
    (secret: string) => `"${secret}"`,
    (secret: string) => `<${secret}>`,
    (secret: string) => `${secret}...`,
    (secret: string) => secret.slice(0, 19),
  );
  const secrets = fc.string({ unit: fc.constantFrom(...ALPHANUMERIC), minLength: 20, maxLength: 80 });
  fc.assert(
    fc.property(secrets, spoil, fc.constantFrom(undefined, "VITE_SECRET"), (secret, spoiled, variable) => {
      const bad = spoiled(secret);
      try {
        createSigner({
          sdkKey: SDK_KEY,
          sdkSecret: bad,
          ...(variable !== undefined && { secretVariable: variable }),
        });
        expect.unreachable();
      } catch (error) {
        expect(CountersignError.is(error)).toBe(true);
        const told = `${error} ${JSON.stringify(error)} ${(error as Error).stack?.split("\n    at ")[0]}`;
        for (let at = 0; at + 6 <= 19; at++) expect(told).not.toContain(secret.slice(at, at + 6));
      }
    }),
  );
}, 60_000);
