import { describe, expect, test } from "vitest";
import { CREDENTIALS, KEY, run, SECRET } from "./world.ts";

const number = ["-m", "87270695528"];
const role = ["-r", "0"];
const lines = (...text: string[]) => text.map((line) => `${line}\n`).join("");

describe("used wrongly: exit 2, one clear message, nothing on standard output", () => {
  test.each<[string, string[], string]>([
    [
      "an unknown command",
      ["sgin"],
      lines('countersign: "sgin" is not a command', "  Did you mean countersign sign? countersign --help"),
    ],
    [
      "a word that may be a secret",
      ["q7RkX9aabbccddeeffgg"],
      lines("countersign: the first word is not a command", "  countersign --help"),
    ],
    [
      "an unknown flag",
      ["sign", "--rol", "0"],
      lines(
        'countersign: "--rol" is not a flag of this command',
        "  Did you mean --role? countersign sign --help",
      ),
    ],
    [
      "an unknown flag like no other",
      ["inspect", "--xylophone"],
      lines('countersign: "--xylophone" is not a flag of this command', "  countersign inspect --help"),
    ],
    [
      "a flag by the name of a built-in",
      ["inspect", "--constructor", "x"],
      lines('countersign: "--constructor" is not a flag of this command', "  countersign inspect --help"),
    ],
    [
      "a command by the name of a built-in",
      ["toString"],
      lines('countersign: "toString" is not a command', "  countersign --help"),
    ],
    [
      "a flag without its value",
      ["sign", ...number, "-r"],
      lines("countersign: -r needs a value", "  countersign sign --help"),
    ],
    [
      "a flag where a value belongs",
      ["sign", "-r", "-m", "87270695528"],
      lines("countersign: -r needs a value", "  countersign sign --help"),
    ],
    [
      "a value where none belongs",
      ["sign", "--json=yes"],
      lines("countersign: --json takes no value", "  countersign sign --help"),
    ],
    [
      "a flag twice",
      ["sign", ...number, ...role, "-r", "1"],
      lines("countersign: --role is given twice", "  Give it once. countersign sign --help"),
    ],
    [
      "a word too many",
      ["sign", "please"],
      lines('countersign: "please" is not expected here', "  countersign sign --help"),
    ],
    [
      "a long word too many, which may be a secret",
      ["sign", SECRET],
      lines("countersign: one more argument is not expected here", "  countersign sign --help"),
    ],
    [
      "no meeting number",
      ["sign", ...role],
      lines(
        "countersign: --meeting-number is missing",
        '  Give -m "872 7069 5528", or an invite link; or --native for iOS, Android and desktop.',
      ),
    ],
    [
      "no role",
      ["sign", ...number],
      lines(
        "countersign: --role is missing",
        "  Give -r 0 to take part, -r 1 to host; or --native for iOS, Android and desktop.",
      ),
    ],
    [
      "a meeting number that is none",
      ["sign", "-m", "123", ...role],
      lines(
        'countersign: meetingNumber is "123": a meeting number has 9 to 11 digits, this has 3',
        "  Give the 9 to 11 digits of the meeting number, as in 872 7069 5528, or the invite link that Zoom made.",
        "  countersign explain meeting-number-invalid",
      ),
    ],
    [
      "a role that is none",
      ["sign", ...number, "-r", "2"],
      lines(
        'countersign: --role is "2"; it is 0, 1, participant or host',
        "  Give 0 or participant to take part, 1 or host to host.",
        "  countersign explain role-invalid",
      ),
    ],
    [
      "a role with something behind it",
      ["sign", ...number, "-r", "1abc"],
      lines(
        'countersign: --role is "1abc"; it is 0, 1, participant or host',
        "  Give 0 or participant to take part, 1 or host to host.",
        "  countersign explain role-invalid",
      ),
    ],
    [
      "a mode that is none",
      ["sign", ...number, ...role, "--video-webrtc-mode", "yes"],
      lines(
        'countersign: --video-webrtc-mode is "yes"; it is 0 or 1, or left out',
        "  Give 1 for video over WebRTC, 0 for not, or leave it out to let Zoom decide.",
        "  countersign explain video-webrtc-mode-invalid",
      ),
    ],
    [
      "a length of time that is none",
      ["sign", ...number, ...role, "--valid-for", "7200"],
      lines(
        'countersign: --valid-for is "7200"; it is a length of time such as 2h, 90m or 1h30m',
        "  Leave it out for two hours. Zoom takes nothing under half an hour or over 48 hours.",
        "  countersign explain expiration-seconds-invalid",
      ),
    ],
    [
      "a lifetime that Zoom does not take",
      ["sign", ...number, ...role, "--valid-for", "5m"],
      lines(
        "countersign: expirationSeconds is 300; it is a whole number from 1800 to 172800",
        "  Leave it out for 7200 (two hours).",
        "  countersign explain expiration-seconds-invalid",
      ),
    ],
    [
      "seconds that are none",
      ["sign", ...number, ...role, "--expiration-seconds", "1e4"],
      lines(
        'countersign: --expiration-seconds is "1e4"; it is a whole number from 1800 to 172800',
        "  Leave it out for two hours. Zoom takes nothing under half an hour or over 48 hours.",
        "  countersign explain expiration-seconds-invalid",
      ),
    ],
    [
      "both ways of saying how long",
      ["sign", ...number, ...role, "--valid-for", "2h", "--expiration-seconds", "7200"],
      lines("countersign: --valid-for and --expiration-seconds are both given", "  Give one of them."),
    ],
    [
      "both ways of printing",
      ["sign", ...number, ...role, "--json", "--token-only"],
      lines("countersign: --json and --token-only are both given", "  Give one of them."),
    ],
    [
      "native, and a meeting",
      ["sign", "--native", ...number],
      lines(
        "countersign: --native and --meeting-number are both given",
        "  A signature for a native SDK names no meeting and no role. Leave one of the two out.",
      ),
    ],
    [
      "a key without its secret",
      ["sign", ...number, ...role, "--sdk-key", KEY],
      lines(
        "countersign: --sdk-key is given, and no secret beside it",
        "  Give --secret-file too: a key is never taken with a secret of another app.",
      ),
    ],
    [
      "a token that is missing",
      ["verify"],
      lines(
        "countersign: the token is missing",
        "  Give it, or - to read standard input. countersign verify --help",
      ),
    ],
    [
      "standard input that is empty",
      ["inspect", "-"],
      lines("countersign: standard input is empty", "  Pipe the token or the secret into it."),
    ],
    [
      "standard input for two things",
      ["verify", "-", "--secret-file", "-"],
      lines(
        "countersign: standard input is asked for twice",
        "  Only one of the token and the secret can be piped in.",
      ),
    ],
    [
      "a code that is none",
      ["explain", "mac-mismtch"],
      lines(
        "countersign: \"mac-mismtch\" is not a code of Countersign's or of Zoom's",
        "  Did you mean mac-mismatch? countersign explain lists all of them",
      ),
    ],
    [
      "a key without a verb",
      ["key", "--meetings", "any"],
      lines("countersign: key wants the word create", "  countersign key create --meetings any --max-role 0"),
    ],
    [
      "a key for every meeting by omission",
      ["key", "create", "--max-role", "0"],
      lines(
        "countersign: --meetings is missing",
        '  Give --meetings any, or numbers as in --meetings "872 7069 5528".',
      ),
    ],
    [
      "a port that is none",
      ["sandbox", "--port", "70000"],
      lines(
        'countersign: --port is "70000"; it is a whole number from 0 to 65535',
        "  Leave it out for the usual one.",
      ),
    ],
  ])("%s", async (_name, argv, stderr) => {
    const { exit, stdout, ...rest } = await run(argv, { env: CREDENTIALS });
    expect({ exit, ...rest }).toEqual({ exit: 2, stderr });
    if (!argv.includes("--json")) expect(stdout).toBe("");
  });
});

test("without credentials, the way to them", async () => {
  expect(await run(["sign", ...number, ...role])).toEqual({
    exit: 2,
    stdout: "",
    stderr: lines(
      "countersign: no Zoom credentials in the environment",
      "  Set ZOOM_MEETING_SDK_KEY and ZOOM_MEETING_SDK_SECRET to the client id and client secret of your Zoom app.",
      "  countersign explain credentials-missing",
    ),
  });
});

describe("could not: exit 3", () => {
  test.each<[string, string[], string]>([
    [
      "a secret file that is not there",
      ["sign", ...number, ...role, "--secret-file", "nowhere"],
      lines(
        'countersign: the file "nowhere" cannot be read (ENOENT)',
        "  Check its name and who may read it.",
      ),
    ],
    [
      "a list of records that is none",
      ["key", "create", "--meetings", "any", "--max-role", "0", "--file", "keys.json"],
      lines(
        'countersign: "keys.json" is no list of records',
        "  Give a file that key create wrote, or a new one.",
      ),
    ],
  ])("%s", async (_name, argv, stderr) => {
    expect(await run(argv, { env: CREDENTIALS, files: { "keys.json": "{}" } })).toEqual({
      exit: 3,
      stdout: "",
      stderr,
    });
  });

  test("what was not foreseen: its kind and no more", async () => {
    const world = { env: CREDENTIALS };
    Object.defineProperty(world, "stdin", {
      get: () => {
        throw new RangeError(SECRET);
      },
    });
    expect(await run(["inspect", "-"], world).catch((error: unknown) => error)).toEqual({
      exit: 3,
      stdout: "",
      stderr: lines(
        "countersign: something unforeseen went wrong (RangeError)",
        "  Run it again with DEBUG=countersign to see where, and report that, please.",
      ),
    });
  });
});

test("with --json the program is told too, and the exit code is the same", async () => {
  const { exit, stdout, stderr } = await run(["sign", "-m", "123", "-r", "0", "--json"], {
    env: CREDENTIALS,
  });
  expect({ exit, error: JSON.parse(stdout), stderr }).toEqual({
    exit: 2,
    error: {
      error: {
        code: "meeting-number-invalid",
        field: "meetingNumber",
        message: 'meetingNumber is "123": a meeting number has 9 to 11 digits, this has 3',
        help: "Give the 9 to 11 digits of the meeting number, as in 872 7069 5528, or the invite link that Zoom made.",
        docs: "docs/refusals.md#meeting-number-invalid",
      },
    },
    stderr: lines(
      'countersign: meetingNumber is "123": a meeting number has 9 to 11 digits, this has 3',
      "  Give the 9 to 11 digits of the meeting number, as in 872 7069 5528, or the invite link that Zoom made.",
      "  countersign explain meeting-number-invalid",
    ),
  });
});
