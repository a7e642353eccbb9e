import { createSigner } from "@countersign/core";
import { jwtVerify } from "jose";
import jsonwebtoken from "jsonwebtoken";
import { describe, expect, test } from "vitest";
import { CREDENTIALS, KEY, NOW, OLD_SECRET, run, SECRET } from "./world.ts";

const signer = createSigner({ sdkKey: KEY, sdkSecret: SECRET, now: () => NOW });
const meetingNumber = "87270695528";

function summaryOf(signature: string, middle: string, expires: string): string {
  return `signature       ${signature}\n${middle}issued          2026-11-24T05:59:30Z (30 seconds ago)\nexpires         ${expires}\n`;
}

const participant = signer.sign({ meetingNumber, role: 0 });

describe("a signature made on the command line is the one the library makes", () => {
  test.each<[string, string[], string]>([
    ["the number with spaces", ["-m", "872 7069 5528", "-r", "0"], participant.signature],
    ["long flags", ["--meeting-number", meetingNumber, "--role", "participant"], participant.signature],
    ["values after an equals sign", [`--meeting-number=${meetingNumber}`, "--role=0"], participant.signature],
    ["an invite link", ["-m", `https://zoom.us/j/${meetingNumber}`, "-r", "0"], participant.signature],
    ["a host", ["-m", meetingNumber, "-r", "host"], signer.sign({ meetingNumber, role: 1 }).signature],
    [
      "a host as a number",
      ["-m", meetingNumber, "-r", "1"],
      signer.sign({ meetingNumber, role: 1 }).signature,
    ],
    [
      "a length of time",
      ["-m", meetingNumber, "-r", "0", "--valid-for", "1h30m"],
      signer.sign({ meetingNumber, role: 0, expirationSeconds: 5400 }).signature,
    ],
    [
      "seconds",
      ["-m", meetingNumber, "-r", "0", "--expiration-seconds", "172800"],
      signer.sign({ meetingNumber, role: 0, expirationSeconds: 172_800 }).signature,
    ],
    [
      "a mode",
      ["-m", meetingNumber, "-r", "0", "--video-webrtc-mode", "0"],
      signer.sign({ meetingNumber, role: 0, videoWebRtcMode: 0 }).signature,
    ],
    ["native", ["--native"], signer.signNative().signature],
    [
      "native, an hour",
      ["--native", "--valid-for", "1h"],
      signer.signNative({ expirationSeconds: 3600 }).signature,
    ],
  ])("%s", async (_name, flags, signature) => {
    expect(await run(["sign", ...flags, "--token-only"], { env: CREDENTIALS })).toEqual({
      exit: 0,
      stdout: `${signature}\n`,
      stderr: "",
    });
  });
});

describe("what is printed", () => {
  test("a summary", async () => {
    expect(await run(["sign", "-m", "872 7069 5528", "-r", "0"], { env: CREDENTIALS })).toEqual({
      exit: 0,
      stdout: summaryOf(
        participant.signature,
        "meeting number  87270695528\nrole            0 (participant)\n",
        "2026-11-24T08:00:00Z (in 2 hours)",
      ),
      stderr: "",
    });
  });

  test("as JSON, what the library returns", async () => {
    const { exit, stdout, stderr } = await run(["sign", "-m", meetingNumber, "-r", "0", "--json"], {
      env: CREDENTIALS,
    });
    expect({ exit, stderr, printed: JSON.parse(stdout) }).toEqual({
      exit: 0,
      stderr: "",
      printed: participant,
    });
  });

  test("a note where the link carries a passcode, and not the passcode", async () => {
    const link = `https://zoom.us/j/${meetingNumber}?pwd=p4ssc0de`;
    expect(await run(["sign", "-m", link, "-r", "0", "--token-only"], { env: CREDENTIALS })).toEqual({
      exit: 0,
      stdout: `${participant.signature}\n`,
      stderr:
        "note: the link carries a passcode too. No signature holds one: give the meeting's own passcode to join().\n",
    });
  });
});

test("jose and jsonwebtoken verify what is printed", async () => {
  const argv = ["sign", "-m", "872 7069 5528", "-r", "0", "--token-only"];
  const { stdout } = await run(argv, { env: CREDENTIALS });
  const token = stdout.trim();
  const claims = {
    appKey: KEY,
    sdkKey: KEY,
    mn: meetingNumber,
    role: 0,
    iat: NOW - 30,
    exp: NOW + 7200,
    tokenExp: NOW + 7200,
  };
  const secret = new TextEncoder().encode(SECRET);
  const byJose = await jwtVerify(token, secret, { algorithms: ["HS256"], currentDate: new Date(NOW * 1000) });
  expect(byJose.payload).toEqual(claims);
  expect(byJose.protectedHeader).toEqual({ alg: "HS256", typ: "JWT" });
  expect(jsonwebtoken.verify(token, SECRET, { algorithms: ["HS256"], clockTimestamp: NOW })).toEqual(claims);
});

describe("where the secret comes from", () => {
  const argv = ["sign", "-m", meetingNumber, "-r", "0", "--token-only"];
  const fine = { exit: 0, stdout: `${participant.signature}\n`, stderr: "" };
  const withOld = createSigner({ sdkKey: KEY, sdkSecret: OLD_SECRET, now: () => NOW });
  const old = { ...fine, stdout: `${withOld.sign({ meetingNumber, role: 0 }).signature}\n` };
  const dotenv = (secret: string) =>
    `# mine\nZOOM_MEETING_SDK_KEY=${KEY}\nZOOM_MEETING_SDK_SECRET="${secret}"\n`;

  test.each<[string, string[], Parameters<typeof run>[1], unknown]>([
    [".env", [], { files: { ".env": dotenv(SECRET) } }, fine],
    [".env with a byte order mark", [], { files: { ".env": `\ufeff${dotenv(SECRET)}` } }, fine],
    ["the environment before .env", [], { env: CREDENTIALS, files: { ".env": dotenv(OLD_SECRET) } }, fine],
    [
      "another whole pair in the environment before .env",
      [],
      { env: { ZOOM_SDK_KEY: KEY, ZOOM_SDK_SECRET: SECRET }, files: { ".env": dotenv(OLD_SECRET) } },
      fine,
    ],
    [
      "one variable in the environment, its partner in .env",
      [],
      { env: { ZOOM_MEETING_SDK_SECRET: SECRET }, files: { ".env": dotenv(OLD_SECRET) } },
      fine,
    ],
    [
      "a _FILE variable in the environment before the plain one in .env",
      [],
      {
        env: { ZOOM_MEETING_SDK_SECRET_FILE: "/run/secrets/zoom" },
        files: { ".env": dotenv(OLD_SECRET), "/run/secrets/zoom": `${SECRET}\n` },
      },
      fine,
    ],
    [
      "an empty variable counts as not set",
      [],
      { env: { ZOOM_MEETING_SDK_SECRET: "" }, files: { ".env": dotenv(SECRET) } },
      fine,
    ],
    [
      "--secret-file before the environment",
      ["--secret-file", "old"],
      { env: CREDENTIALS, files: { old: `${OLD_SECRET}\r\n` } },
      old,
    ],
    [
      "--secret-file with --sdk-key",
      ["--secret-file", "zoom.secret", "--sdk-key", KEY],
      { files: { "zoom.secret": SECRET } },
      fine,
    ],
    [
      "standard input",
      ["--secret-file", "-"],
      { env: { ZOOM_MEETING_SDK_KEY: KEY }, stdin: `${SECRET}\n` },
      fine,
    ],
    [
      "a file that others can read",
      ["--secret-file", "zoom.secret", "--sdk-key", KEY],
      { files: { "zoom.secret": SECRET }, modes: { "zoom.secret": 0o644 } },
      { ...fine, stderr: 'warning: "zoom.secret" can be read by others (mode 644); chmod 600 closes it\n' },
    ],
    [
      "a value, with a warning",
      ["--secret", SECRET, "--sdk-key", KEY],
      {},
      {
        ...fine,
        stderr:
          "warning: --secret leaves the secret in the shell's history and in the list of processes; use --secret-file\n",
      },
    ],
  ])("%s", async (_name, flags, world, expected) => {
    expect(await run([...argv, ...flags], world)).toEqual(expected);
  });
});
