import type { Evidence } from "@countersign/core/diagnose";
import { roleOf } from "../args/sign-request.ts";
import type { Arguments, Flag } from "../command.ts";
import { UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import { readTextFile } from "../secrets/files.ts";
import { readStdin } from "../secrets/stdin.ts";
import { quoted } from "../words/visible.ts";
import { credentialsFor } from "./credentials.ts";
import { takeApart } from "./paste.ts";

/** The flags by which evidence is given, for `doctor` and `compare`. */
export const EVIDENCE_FLAGS: { readonly [name: string]: Flag } = {
  evidence: { type: "string" },
  "sdk-key": { type: "string" },
  "secret-file": { type: "string", repeatable: true },
  "ask-secret": { type: "boolean" },
  "other-secret": { type: "string", repeatable: true },
  "expect-meeting": { type: "string" },
  "expect-role": { type: "string" },
  platform: { type: "string" },
  view: { type: "string" },
  "sdk-version": { type: "string" },
  error: { type: "string" },
  "error-message": { type: "string" },
  hung: { type: "string" },
  "join-call": { type: "string" },
  app: { type: "string" },
  meeting: { type: "string" },
  now: { type: "string" },
};

/** How each piece of evidence is given on the command line, for what was not checked. */
const FLAG_OF: { readonly [path: string]: string } = {
  signature: "as the first word",
  "credentials.sdkKey": "`--sdk-key`",
  "credentials.sdkSecret": "`--secret-file`",
  "credentials.others": "`--other-secret`",
  "expected.meetingNumber": "`--expect-meeting`",
  "expected.role": "`--expect-role`",
  "client.platform": "`--platform`",
  "client.view": "`--view`",
  "client.sdkVersion": "`--sdk-version`",
  clockOffset: "`--live`",
  joinCall: "`--join-call`",
  error: "`--error`",
  now: "`--now`",
  app: "`--app`",
  meeting: "`--meeting`",
  works: "`--works`",
};

export function flagOf(path: string): string {
  return FLAG_OF[path] ?? `\`${path}\` in \`--evidence\``;
}

const PLATFORMS = [
  "web",
  "native",
  "ios",
  "android",
  "macos",
  "windows",
  "linux",
  "electron",
  "react-native",
];
const VIEWS = ["client", "component"];

/** All that the command line says, put together: flags over the evidence file over the environment. */
export async function evidenceFrom(args: Arguments, io: Io): Promise<Evidence> {
  refuseStdinTwice(args);
  const file = await evidenceFile(args, io);
  const credentials = await credentialsFor(args, io, objectOf(file.credentials));
  const joinCall = jsonOf("join-call", args, io);
  const app = jsonOf("app", args, io);
  const meeting = jsonOf("meeting", args, io);
  const expected = defined({
    ...objectOf(file.expected),
    meetingNumber: args.text("expect-meeting"),
    role: roleFrom(args),
  });
  const client = defined({
    ...objectOf(file.client),
    platform: oneOf("platform", PLATFORMS, args),
    view: oneOf("view", VIEWS, args),
    sdkVersion: args.text("sdk-version"),
  });
  const error = defined({
    ...objectOf(file.error),
    code: args.text("error"),
    message: args.text("error-message"),
    hungSeconds: secondsOf("hung", args),
  });
  return {
    ...file,
    now: secondsOf("now", args) ?? numberOf(file.now) ?? io.now(),
    credentials,
    ...(Object.keys(expected).length > 0 && { expected }),
    ...(Object.keys(client).length > 0 && { client }),
    ...(Object.keys(error).length > 0 && { error }),
    ...(joinCall && { joinCall }),
    ...(app && { app }),
    ...(meeting && { meeting }),
  };
}

/** A token of the command line: itself, standard input for `-`, or a file's text where it is a file's name. */
export async function tokenFrom(
  word: string,
  args: Arguments,
  io: Io,
): Promise<ReturnType<typeof takeApart>> {
  const text = word === "-" ? await readStdin(io) : (fileOf(word, io) ?? word);
  return args.is("as-is") ? { signature: text } : takeApart(text);
}

function fileOf(word: string, io: Io): string | undefined {
  if (word.length > 255 || word.includes("eyJ")) return undefined;
  try {
    return io.readFile(word).replace(/\r?\n$/, "");
  } catch {
    return undefined;
  }
}

async function evidenceFile(args: Arguments, io: Io): Promise<{ readonly [name: string]: unknown }> {
  const path = args.text("evidence");
  if (path === undefined) return {};
  const text = path === "-" ? await readStdin(io) : readTextFile(path, io);
  return parsed(text, "--evidence");
}

function jsonOf(flag: string, args: Arguments, io: Io): { readonly [name: string]: unknown } | undefined {
  const path = args.text(flag);
  return path === undefined ? undefined : parsed(readTextFile(path, io), `--${flag}`);
}

function parsed(text: string, flag: string): { readonly [name: string]: unknown } {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return value as { readonly [name: string]: unknown };
    }
  } catch {
    // Told below: the parser's own message would repeat what is in the file.
  }
  throw new UsageError(`what ${flag} names is not a JSON object`, "Give a file that holds one JSON object.");
}

function roleFrom(args: Arguments): number | undefined {
  const role = args.text("expect-role");
  return role === undefined ? undefined : roleOf(role, "--expect-role");
}

function oneOf(flag: string, words: readonly string[], args: Arguments): string | undefined {
  const word = args.text(flag);
  if (word === undefined || words.includes(word.toLowerCase())) return word?.toLowerCase();
  throw new UsageError(`--${flag} is ${quoted(word)}`, `It is ${words.join(", ")}.`);
}

function secondsOf(flag: string, args: Arguments): number | undefined {
  const text = args.text(flag);
  if (text === undefined) return undefined;
  if (/^\d{1,12}(?:\.\d{1,6})?$/.test(text)) return Number(text);
  throw new UsageError(`--${flag} is ${quoted(text)}`, "It is a number of seconds.");
}

/** Standard input can be read once: for the token, the evidence or the secret. */
function refuseStdinTwice(args: Arguments): void {
  const words = [...args.positionals, ...args.texts("secret-file"), args.text("evidence")];
  if (words.filter((word) => word === "-").length < 2) return;
  throw new UsageError("standard input is asked for twice", "Give all but one of them as a file.");
}

function objectOf(value: unknown): { readonly [name: string]: never } | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as { readonly [name: string]: never })
    : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function defined<T extends object>(members: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Name in keyof T]: Exclude<T[Name], undefined> };
}
