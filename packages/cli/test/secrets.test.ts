import { createSigner } from "@countersign/core";
import { describe, expect, test } from "vitest";
import { CREDENTIALS, KEY, NOW, OLD_SECRET, run, SECRET, type World } from "./world.ts";

const { signature } = createSigner({ sdkKey: KEY, sdkSecret: OLD_SECRET, now: () => NOW }).sign({
  meetingNumber: "87270695528",
  role: 0,
});
const number = ["-m", "87270695528", "-r", "0"];

/** The ways a secret may be written into an output: as it is, encoded, and any part of it that would help. */
function tracesOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const parts = Array.from({ length: secret.length - 11 }, (_, start) => secret.slice(start, start + 12));
  const encodings = [bytes.toString("hex"), bytes.toString("base64url")];
  const shifted = [1, 2].map((by) =>
    Buffer.concat([Buffer.alloc(by), bytes])
      .toString("base64url")
      .slice(4, -4),
  );
  return [...parts, ...encodings, ...shifted];
}

const TRACES = [SECRET, OLD_SECRET].flatMap(tracesOf);

/** Command lines right and wrong, each where a secret is near. */
const LINES: readonly (readonly [string, string[], World])[] = [
  ["sign", ["sign", ...number], { env: CREDENTIALS }],
  ["sign native", ["sign", "--native"], { env: CREDENTIALS }],
  ["sign by value", ["sign", ...number, "--sdk-key", KEY, "--secret", SECRET], {}],
  ["sign by value without a key", ["sign", ...number, "--secret", SECRET], {}],
  ["sign by a value with quotes", ["sign", ...number, "--sdk-key", KEY, "--secret", `"${SECRET}"`], {}],
  ["sign by a value with spaces", ["sign", ...number, "--sdk-key", KEY, "--secret", ` ${SECRET}`], {}],
  ["sign by two values", ["sign", ...number, "--secret", SECRET, "--secret", OLD_SECRET], {}],
  ["sign by file", ["sign", ...number, "--secret-file", "s"], { env: CREDENTIALS, files: { s: SECRET } }],
  [
    "sign by a file with quotes",
    ["sign", ...number, "--secret-file", "s"],
    { env: CREDENTIALS, files: { s: `'${SECRET}'` } },
  ],
  ["sign by standard input", ["sign", ...number, "--secret-file", "-"], { env: CREDENTIALS, stdin: SECRET }],
  [
    "sign by .env",
    ["sign", ...number],
    { files: { ".env": `ZOOM_SDK_KEY=${KEY}\nZOOM_SDK_SECRET=${SECRET}\n` } },
  ],
  ["the secret as a word", ["sign", SECRET], { env: CREDENTIALS }],
  ["the secret as a command", [SECRET], { env: CREDENTIALS }],
  ["the secret after a misspelt flag", ["sign", ...number, "--sceret", SECRET], { env: CREDENTIALS }],
  ["the secret in a misspelt flag", ["sign", ...number, `--sceret=${SECRET}`], { env: CREDENTIALS }],
  ["only half of a pair", ["sign", ...number], { env: { ZOOM_MEETING_SDK_SECRET: SECRET } }],
  ["a public variable", ["sign", ...number], { env: { ...CREDENTIALS, VITE_ZOOM_SDK_SECRET: SECRET } }],
  [
    "a file beside the variable",
    ["sign", ...number],
    { env: { ...CREDENTIALS, ZOOM_MEETING_SDK_SECRET_FILE: "s" } },
  ],
  [
    "verify",
    ["verify", signature],
    { env: { ...CREDENTIALS, ZOOM_MEETING_SDK_SECRET_PREVIOUS: OLD_SECRET } },
  ],
  ["verify, not valid", ["verify", signature], { env: CREDENTIALS }],
  ["verify by value", ["verify", signature, "--secret", SECRET, "--secret", OLD_SECRET], {}],
  ["verify the secret", ["verify", SECRET], { env: CREDENTIALS }],
  ["inspect the secret", ["inspect", SECRET], { env: CREDENTIALS }],
  ["the secret in standard input as a token", ["inspect", "-"], { stdin: `${SECRET}.${SECRET}.${SECRET}` }],
  ["sandbox with credentials", ["sandbox", "--port", "0"], { env: CREDENTIALS }],
  ["serve without access", ["serve", "--port", "0"], { env: CREDENTIALS }],
  [
    "serve",
    ["serve", "--port", "0"],
    { env: { ...CREDENTIALS, COUNTERSIGN_DEVELOPMENT: "1", COUNTERSIGN_MEETINGS: "87270695528" } },
  ],
  [
    "dev with credentials",
    ["dev", "--port", "0"],
    { env: { ...CREDENTIALS, COUNTERSIGN_MEETINGS: "87270695528" } },
  ],
];

describe("a secret is in no output", () => {
  test.each(LINES)("%s", async (_name, argv, world) => {
    for (const more of [[], ["--json"]]) {
      const { exit, stdout, stderr } = await run([...argv, ...more], world);
      expect(exit).not.toBe(3);
      expect(TRACES.filter((trace) => `${stdout}${stderr}`.includes(trace))).toEqual([]);
    }
  });

  test("and the search would find one", () => {
    expect(TRACES.some((trace) => `warning: ${SECRET.slice(3, 20)}`.includes(trace))).toBe(true);
  });
});
