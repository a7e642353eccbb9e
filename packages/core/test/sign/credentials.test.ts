import { expect, test } from "vitest";
import { CREDENTIAL_FAMILIES, credentialsFromEnv, type Environment } from "../../src/index.ts";
import { SDK_KEY, SDK_SECRET } from "../fixtures.ts";
import { refusalOf } from "../refusal.ts";

const OTHER_KEY = "Zz9xK9_mQ2ySTUvWcD4eFg";
const OTHER_SECRET = "oldOldOldQ7xv4Zk1Wb8Tn2LpC0older";

const FILES: Readonly<Record<string, string>> = {
  "/run/key": `${SDK_KEY}\n`,
  "/run/secret": `${SDK_SECRET}\r\n`,
  "/run/two-lines": `${SDK_SECRET}\n\n`,
  "/run/broken": `${SDK_SECRET}\n${SDK_SECRET}`,
};

function readFile(path: string): string {
  const content = FILES[path];
  if (content === undefined) throw new Error(`ENOENT: ${path}`);
  return content;
}

test.each(CREDENTIAL_FAMILIES)("$key and $secret", ({ key, secret }) => {
  expect(credentialsFromEnv({ [key]: SDK_KEY, [secret]: SDK_SECRET })).toEqual({
    sdkKey: SDK_KEY,
    sdkSecret: SDK_SECRET,
    from: { sdkKey: key, sdkSecret: secret },
    warnings: [],
  });
});

test("the names, first to last", () => {
  expect(CREDENTIAL_FAMILIES.map(({ key, secret }) => `${key} ${secret}`)).toEqual([
    "ZOOM_MEETING_SDK_KEY ZOOM_MEETING_SDK_SECRET",
    "ZOOM_MEETING_SDK_CLIENT_ID ZOOM_MEETING_SDK_CLIENT_SECRET",
    "ZOOM_SDK_KEY ZOOM_SDK_SECRET",
    "ZOOM_CLIENT_ID ZOOM_CLIENT_SECRET",
    "ZOOM_APP_KEY ZOOM_APP_SECRET",
  ]);
});

test.each(
  CREDENTIAL_FAMILIES.flatMap(({ key }, a) =>
    CREDENTIAL_FAMILIES.filter((_, b) => a !== b).map(({ secret }) => ({ key, secret })),
  ),
)("a key of one family is never taken with a secret of another: $key, $secret", ({ key, secret }) => {
  const { code } = refusalOf(() => credentialsFromEnv({ [key]: SDK_KEY, [secret]: SDK_SECRET }));
  expect(code).toBe("credentials-incomplete");
});

test("_FILE and _FROM_FILE name files; one final line break is the file's", () => {
  const env = { ZOOM_MEETING_SDK_KEY_FILE: "/run/key", ZOOM_MEETING_SDK_SECRET_FROM_FILE: "/run/secret" };
  expect(credentialsFromEnv(env, { readFile })).toEqual({
    sdkKey: SDK_KEY,
    sdkSecret: SDK_SECRET,
    from: { sdkKey: "ZOOM_MEETING_SDK_KEY_FILE", sdkSecret: "ZOOM_MEETING_SDK_SECRET_FROM_FILE" },
    warnings: [],
  });
});

test("the previous secret is read beside, also from a file", () => {
  const env = { ZOOM_MEETING_SDK_KEY: SDK_KEY, ZOOM_MEETING_SDK_SECRET: OTHER_SECRET };
  const plain = { ...env, ZOOM_MEETING_SDK_SECRET_PREVIOUS: SDK_SECRET };
  const file = { ...env, ZOOM_MEETING_SDK_SECRET_PREVIOUS_FILE: "/run/secret" };
  expect(credentialsFromEnv(plain).previousSecret).toBe(SDK_SECRET);
  expect(credentialsFromEnv(file, { readFile }).previousSecret).toBe(SDK_SECRET);
  expect(credentialsFromEnv(env)).not.toHaveProperty("previousSecret");
});

const FIRST = { ZOOM_MEETING_SDK_KEY: SDK_KEY, ZOOM_MEETING_SDK_SECRET: SDK_SECRET };

test.each<[name: string, env: Environment, warnings: string[]]>([
  ["the same twice", { ...FIRST, ZOOM_SDK_KEY: SDK_KEY, ZOOM_SDK_SECRET: SDK_SECRET }, []],
  [
    "another key beside",
    { ...FIRST, ZOOM_CLIENT_ID: OTHER_KEY, ZOOM_CLIENT_SECRET: OTHER_SECRET },
    ["ZOOM_MEETING_SDK_KEY is used; ZOOM_CLIENT_ID holds another key and is left alone"],
  ],
  [
    "another secret of the same key",
    { ...FIRST, ZOOM_SDK_KEY: SDK_KEY, ZOOM_SDK_SECRET: OTHER_SECRET },
    [
      "ZOOM_MEETING_SDK_SECRET is used; ZOOM_SDK_SECRET holds another secret of the same key and is left alone",
    ],
  ],
  ["half of a later family", { ...FIRST, ZOOM_CLIENT_ID: OTHER_KEY }, []],
  ["a Server-to-Server account beside the SDK's own names", { ...FIRST, ZOOM_ACCOUNT_ID: "x" }, []],
])("warnings: %s", (_name, env, warnings) => {
  const { sdkKey, sdkSecret, warnings: given } = credentialsFromEnv(env);
  expect({ sdkKey, sdkSecret, given }).toEqual({ sdkKey: SDK_KEY, sdkSecret: SDK_SECRET, given: warnings });
});

test.each<[env: Environment]>([
  [{ ZOOM_CLIENT_ID: SDK_KEY, ZOOM_CLIENT_SECRET: SDK_SECRET }],
  [{ ZOOM_CLIENT_ID_FILE: "/run/key", ZOOM_CLIENT_SECRET: SDK_SECRET }],
])("a Server-to-Server account beside %o", (env) => {
  expect(credentialsFromEnv({ ...env, ZOOM_ACCOUNT_ID: "x" }, { readFile }).warnings).toEqual([
    "ZOOM_ACCOUNT_ID is set beside ZOOM_CLIENT_ID: if these belong to a Server-to-Server app, Zoom refuses what they sign; set ZOOM_MEETING_SDK_KEY and ZOOM_MEETING_SDK_SECRET",
  ]);
});

const MISSING = {
  code: "credentials-missing",
  field: "sdkKey",
  message: "no Zoom credentials in the environment",
  help: "Set ZOOM_MEETING_SDK_KEY and ZOOM_MEETING_SDK_SECRET to the client id and client secret of your Zoom app.",
};

test.each<[name: string, env: Environment, refusal: object]>([
  ["nothing", {}, MISSING],
  ["empty ones", { ZOOM_MEETING_SDK_KEY: "", ZOOM_MEETING_SDK_SECRET: undefined }, MISSING],
  [
    "a key alone",
    { ZOOM_MEETING_SDK_KEY: SDK_KEY },
    {
      code: "credentials-incomplete",
      field: "sdkSecret",
      message: "ZOOM_MEETING_SDK_KEY is set, but ZOOM_MEETING_SDK_SECRET is not",
      help: "Set ZOOM_MEETING_SDK_SECRET too, or remove ZOOM_MEETING_SDK_KEY: a key is never taken with a secret of another name.",
    },
  ],
  [
    "a secret's file alone",
    { ZOOM_SDK_SECRET_FILE: "/run/secret" },
    {
      code: "credentials-incomplete",
      field: "sdkKey",
      message: "ZOOM_SDK_SECRET_FILE is set, but ZOOM_SDK_KEY is not",
      help: "Set ZOOM_SDK_KEY too, or remove ZOOM_SDK_SECRET_FILE: a key is never taken with a secret of another name.",
    },
  ],
  [
    "half of an earlier family",
    { ZOOM_MEETING_SDK_KEY: OTHER_KEY, ZOOM_CLIENT_ID: SDK_KEY, ZOOM_CLIENT_SECRET: SDK_SECRET },
    {
      code: "credentials-incomplete",
      field: "sdkSecret",
      message: "ZOOM_MEETING_SDK_KEY is set, but ZOOM_MEETING_SDK_SECRET is not",
      help: "Set ZOOM_MEETING_SDK_SECRET too, or remove ZOOM_MEETING_SDK_KEY: a key is never taken with a secret of another name.",
    },
  ],
  [
    "a variable and its file",
    { ...FIRST, ZOOM_MEETING_SDK_SECRET_FILE: "/run/secret" },
    {
      code: "credentials-incomplete",
      field: "ZOOM_MEETING_SDK_SECRET",
      message: "ZOOM_MEETING_SDK_SECRET and ZOOM_MEETING_SDK_SECRET_FILE are both set",
      help: "Set one of them: with two, which one is used would be a guess.",
    },
  ],
  [
    "two files",
    { ZOOM_SDK_KEY_FILE: "/run/key", ZOOM_SDK_KEY_FROM_FILE: "/run/key" },
    {
      code: "credentials-incomplete",
      field: "ZOOM_SDK_KEY",
      message: "ZOOM_SDK_KEY_FROM_FILE and ZOOM_SDK_KEY_FILE are both set",
      help: "Set one of them: with two, which one is used would be a guess.",
    },
  ],
  [
    "a file that is not there",
    { ZOOM_SDK_KEY: SDK_KEY, ZOOM_SDK_SECRET_FILE: "/run/gone" },
    {
      code: "credentials-missing",
      field: "ZOOM_SDK_SECRET_FILE",
      message: 'the file that ZOOM_SDK_SECRET_FILE names cannot be read: "/run/gone"',
      help: "Check that the file is there and that this process may read it.",
    },
  ],
  [
    "a file with an empty line after the secret",
    { ZOOM_SDK_KEY: SDK_KEY, ZOOM_SDK_SECRET_FILE: "/run/two-lines" },
    {
      code: "sdk-secret-invalid",
      field: "sdkSecret",
      message: "sdkSecret has white space in it",
      help: "Give the app's client secret exactly as Zoom shows it. In Zoom's Marketplace: your app, Basic Information, App Credentials.",
    },
  ],
  [
    "a file with a line break within",
    { ZOOM_SDK_KEY: SDK_KEY, ZOOM_SDK_SECRET_FILE: "/run/broken" },
    {
      code: "sdk-secret-invalid",
      field: "sdkSecret",
      message: "sdkSecret has white space in it",
      help: "Give the app's client secret exactly as Zoom shows it. In Zoom's Marketplace: your app, Basic Information, App Credentials.",
    },
  ],
])("refused: %s", (_name, env, refusal) => {
  expect(refusalOf(() => credentialsFromEnv(env, { readFile }))).toEqual(refusal);
});

test.each(["VITE_ZOOM_SDK_SECRET", "VITE_ZOOM_SECRET", "VITE_ZOOM_CLIENT_SECRET_2", "VITE_SDK_SECRET"])(
  "a secret that a build tool publishes is refused, beside good ones: %s",
  (variable) => {
    expect(refusalOf(() => credentialsFromEnv({ ...FIRST, [variable]: SDK_SECRET }))).toEqual({
      code: "secret-is-public",
      field: "sdkSecret",
      message: `the secret stands in ${variable}, and build tools copy every VITE_ variable into the page`,
      help: "Rename it and read it on the server only. If the page was ever published, have Zoom make a new secret.",
    });
  },
);

test("without a way to read files, a file is refused", () => {
  expect(refusalOf(() => credentialsFromEnv({ ZOOM_SDK_KEY_FILE: "/run/key" }))).toEqual({
    code: "credentials-incomplete",
    field: "ZOOM_SDK_KEY",
    message: "ZOOM_SDK_KEY_FILE names a file, and files are not read here",
    help: "Set ZOOM_SDK_KEY itself.",
  });
});

test("a public key is no secret", () => {
  expect(credentialsFromEnv({ ...FIRST, VITE_ZOOM_SDK_KEY: SDK_KEY, VITE_ZOOM_SDK_SECRET: "" }).sdkKey).toBe(
    SDK_KEY,
  );
});
