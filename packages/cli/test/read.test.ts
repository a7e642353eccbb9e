import { createHmac } from "node:crypto";
import { createSigner } from "@countersign/core";
import { describe, expect, test } from "vitest";
import { CREDENTIALS, KEY, NOW, OLD_SECRET, run, SECRET } from "./world.ts";

const signer = createSigner({ sdkKey: KEY, sdkSecret: SECRET, now: () => NOW });
const { signature } = signer.sign({ meetingNumber: "87270695528", role: 0, videoWebRtcMode: 1 });

/** A token with any payload, signed with the secret: what no signer of ours would make. */
function tokenOf(payload: unknown, header: unknown = { alg: "HS256", typ: "JWT" }): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const input = `${part(header)}.${part(payload)}`;
  return `${input}.${createHmac("sha256", SECRET).update(input).digest("base64url")}`;
}

const lines = (...text: string[]) => text.map((line) => `${line}\n`).join("");

describe("inspect", () => {
  const words = lines(
    "NOT VERIFIED: this is what it says, not that it is true. countersign verify checks it.",
    "",
    "header",
    '  alg  "HS256"  how it is signed; Zoom takes HS256 only',
    '  typ  "JWT"    that it is a JWT',
    "",
    "payload",
    '  appKey             "Zb3kR9tQmL2xVw7nAc1dEg"  the app\'s client id; native SDKs and Web from 5.0.0 read this one',
    '  sdkKey             "Zb3kR9tQmL2xVw7nAc1dEg"  the app\'s client id again; Web up to 3.x reads this one',
    '  mn                 "87270695528"             the meeting number',
    "  role               0                         participant",
    "  iat                1795499970                issued: 2026-11-24T05:59:30Z (30 seconds ago)",
    "  exp                1795507200                expiry of the signature: 2026-11-24T08:00:00Z (in 2 hours)",
    "  tokenExp           1795507200                expiry of the session token: 2026-11-24T08:00:00Z (in 2 hours)",
    "  video_webrtc_mode  1                         1 asks for video over WebRTC, 0 against it",
  );

  test("says every claim in words, without a secret", async () => {
    expect(await run(["inspect", signature])).toEqual({ exit: 0, stdout: words, stderr: "" });
  });

  test("reads standard input", async () => {
    expect(await run(["inspect", "-"], { stdin: `${signature}\n` })).toEqual({
      exit: 0,
      stdout: words,
      stderr: "",
    });
  });

  test("as JSON, says that it is not verified", async () => {
    const { exit, stdout, stderr } = await run(["inspect", signature, "--json"]);
    expect({ exit, stderr, json: JSON.parse(stdout) }).toEqual({
      exit: 0,
      stderr: "",
      json: {
        readable: true,
        verified: false,
        header: { alg: "HS256", typ: "JWT" },
        payload: {
          appKey: KEY,
          sdkKey: KEY,
          mn: "87270695528",
          role: 0,
          iat: NOW - 30,
          exp: NOW + 7200,
          tokenExp: NOW + 7200,
          video_webrtc_mode: 1,
        },
      },
    });
  });

  test.each<[string, unknown, string]>([
    [
      "milliseconds",
      { exp: 1_795_507_200_000 },
      "expiry of the signature: this is no time in seconds since 1970",
    ],
    ["text", { exp: "soon" }, "expiry of the signature: this is no time in seconds since 1970"],
    ["a time before 1970", { iat: -1 }, "issued: this is no time in seconds since 1970"],
    ["the past", { exp: NOW - 90_061 }, "expiry of the signature: 2026-11-23T04:58:59Z (1 day 1 hour ago)"],
    ["now", { iat: NOW }, "issued: 2026-11-24T06:00:00Z (now)"],
    ["a host", { role: 1 }, "host"],
    ["a role that is none", { role: "1" }, "0 for a participant, 1 for a host"],
    ["a claim of something else", { tpc: "x" }, "no claim of a Meeting SDK signature"],
  ])("a claim that is %s", async (_name, payload, meaning) => {
    const { stdout } = await run(["inspect", tokenOf(payload)]);
    expect(stdout.split("\n").at(-2)).toMatch(new RegExp(`  ${meaning.replace(/[()]/g, "\\$&")}$`));
  });

  test("does not hand a token's control characters to the terminal", async () => {
    const { stdout } = await run(["inspect", tokenOf({ "a\u001b[2J": "\u202e\u009b31m\u0007" })]);
    expect(stdout.split("\n").at(-2)).toBe(
      '  a\\u001b[2J  "\\u202e\\u009b31m\\u0007"  no claim of a Meeting SDK signature',
    );
  });

  test("what cannot be read", async () => {
    expect(await run(["inspect", "a.b"])).toEqual({
      exit: 1,
      stdout: lines(
        "not readable: not-three-parts",
        "  It does not have three parts",
        "  Copy the whole signature. If your code makes one without dots, it follows instructions that no longer hold.",
        "  countersign explain not-three-parts",
      ),
      stderr: "",
    });
  });

  test("colour on a terminal only, and not under NO_COLOR", async () => {
    const escapeCode = "\u001b[";
    expect((await run(["inspect", signature], { isTTY: true })).stdout).toContain(escapeCode);
    expect((await run(["inspect", signature], { isTTY: true, env: { NO_COLOR: "1" } })).stdout).toBe(words);
    expect((await run(["inspect", signature], { isTTY: true, env: { TERM: "dumb" } })).stdout).toBe(words);
  });
});

describe("verify", () => {
  const valid = (from: string) => ({
    exit: 0,
    stdout: lines(
      `valid: made with the secret from ${from}`,
      '  mn    "87270695528"  the meeting number',
      "  role  0  participant",
      "  iat   1795499970  issued: 2026-11-24T05:59:30Z (30 seconds ago)",
      "  exp   1795507200  expiry of the signature: 2026-11-24T08:00:00Z (in 2 hours)",
    ),
    stderr: "",
  });
  const old = { ZOOM_MEETING_SDK_KEY: KEY, ZOOM_MEETING_SDK_SECRET: OLD_SECRET };

  test.each<[string, string[], Parameters<typeof run>[1], string]>([
    ["the environment's secret", [signature], { env: CREDENTIALS }, "ZOOM_MEETING_SDK_SECRET"],
    ["standard input", ["-"], { env: CREDENTIALS, stdin: `${signature}\r\n` }, "ZOOM_MEETING_SDK_SECRET"],
    [
      "the previous secret",
      [signature],
      { env: { ...old, ZOOM_MEETING_SDK_SECRET_PREVIOUS: SECRET } },
      "ZOOM_MEETING_SDK_SECRET_PREVIOUS, an older secret",
    ],
    ["a file", [signature, "--secret-file", "s"], { files: { s: `${SECRET}\n` } }, "s"],
    [
      "the second of two files",
      [signature, "--secret-file", "new", "--secret-file", "old"],
      { files: { new: OLD_SECRET, old: SECRET } },
      "old, an older secret",
    ],
  ])("valid by %s", async (_name, argv, world, from) => {
    expect(await run(["verify", ...argv], world)).toEqual(valid(from));
  });

  test("not valid: the reason and the way out", async () => {
    expect(await run(["verify", signature], { env: old })).toEqual({
      exit: 1,
      stdout: lines(
        "not valid: mac-mismatch",
        "  it was not made with this secret, or it was changed afterwards",
        "  Compare the app the secret belongs to with the claim `appKey`. Copy the secret again, or check with the older one too: `--secret-file` may stand twice.",
        "  countersign explain mac-mismatch",
      ),
      stderr: "",
    });
  });

  test.each<[string, string, string]>([
    ["expired", tokenOf({ iat: NOW - 7200, exp: NOW }), "expired"],
    ["issued ahead of the clock", tokenOf({ iat: NOW + 60, exp: NOW + 7200 }), "issued-in-the-future"],
    ["without times", tokenOf({ mn: "87270695528" }), "times-missing"],
    ["another algorithm", tokenOf({ iat: NOW - 30, exp: NOW + 7200 }, { alg: "none" }), "alg-not-hs256"],
    ["no token at all", "undefined", "not-three-parts"],
  ])("not valid: %s", async (_name, token, problem) => {
    const { exit, stdout, stderr } = await run(["verify", token, "--json"], { env: CREDENTIALS });
    const answer = JSON.parse(stdout) as { ok: boolean; problem: string; help: string };
    expect({ exit, stderr, ok: answer.ok, problem: answer.problem, helps: answer.help.length > 20 }).toEqual({
      exit: 1,
      stderr: "",
      ok: false,
      problem,
      helps: true,
    });
  });

  test("a secret that cannot be one is refused, not compared", async () => {
    const { exit, stdout, stderr } = await run(["verify", signature, "--secret-file", "s"], {
      files: { s: `"${SECRET}"` },
    });
    expect({ exit, stdout, first: stderr.split("\n")[0] }).toEqual({
      exit: 2,
      stdout: "",
      first: "countersign: sdkSecret has quotes at its ends",
    });
  });
});
