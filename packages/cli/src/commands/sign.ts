import { createSigner, parseMeetingNumber, type Signed, type SignedNative } from "@countersign/core";
import { expirationSecondsOf, roleOf, videoWebRtcModeOf } from "../args/sign-request.ts";
import type { Arguments, Command } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import { CREDENTIAL_FLAGS, signingCredentials } from "../secrets/credentials.ts";
import { table } from "../words/table.ts";
import { moment } from "../words/time.ts";

const HELP = `countersign sign: make a signature for the Meeting SDK

  $ countersign sign -m "872 7069 5528" -r 0
  $ countersign sign -m https://zoom.us/j/87270695528 -r host --valid-for 1h30m
  $ countersign sign -m 87270695528 -r 0 --token-only
  $ countersign sign -m 87270695528 -r 0 --json
  $ countersign sign --native --expiration-seconds 3600

  -m, --meeting-number NUMBER   the number, with or without spaces, or an invite link
  -r, --role ROLE               0 or participant, 1 or host
      --valid-for TIME          how long from now, as in 45m or 2h; two hours unless given
      --expiration-seconds N    the same in seconds, 1800 to 172800
      --video-webrtc-mode 0|1   ask for video over WebRTC, or against it
      --native                  for iOS, Android and desktop: bound to no meeting and no role
      --token-only              print the signature and nothing else
      --json                    print what the library returns

The key and the secret: ZOOM_MEETING_SDK_KEY and ZOOM_MEETING_SDK_SECRET in the environment or in .env, or
      --sdk-key KEY --secret-file FILE      - as FILE reads standard input
      --secret VALUE                        works, and stays in the shell's history
On a terminal they are asked for.
`;

export const sign: Command = {
  help: HELP,
  flags: {
    "meeting-number": { type: "string", short: "m" },
    role: { type: "string", short: "r" },
    "valid-for": { type: "string" },
    "expiration-seconds": { type: "string" },
    "video-webrtc-mode": { type: "string" },
    native: { type: "boolean" },
    "token-only": { type: "boolean" },
    json: { type: "boolean" },
    ...CREDENTIAL_FLAGS,
  },
  positionals: 0,
  run,
};

async function run(args: Arguments, io: Io): Promise<ExitCode> {
  if (args.is("json") && args.is("token-only")) {
    throw new UsageError("--json and --token-only are both given", "Give one of them.");
  }
  // The request is read before the secret is asked for: nobody should type a secret to learn of a typing error.
  const make = signingOf(args, io);
  const { sdkKey, sdkSecret } = await signingCredentials(args, io);
  const signed = make(createSigner({ sdkKey, sdkSecret, now: io.now }));

  if (args.is("token-only")) io.stdout.write(`${signed.signature}\n`);
  else if (args.is("json")) io.stdout.write(`${JSON.stringify(signed, null, 2)}\n`);
  else io.stdout.write(summary(signed, io.now()));
  return EXIT.fine;
}

type Signing = (signer: ReturnType<typeof createSigner>) => Signed | SignedNative;

function signingOf(args: Arguments, io: Io): Signing {
  const expirationSeconds = expirationSecondsOf(args);
  if (args.is("native")) {
    const given = ["meeting-number", "role", "video-webrtc-mode"].find(args.is);
    if (given !== undefined) {
      throw new UsageError(
        `--native and --${given} are both given`,
        "A signature for a native SDK names no meeting and no role. Leave one of the two out.",
      );
    }
    return (signer) => signer.signNative({ expirationSeconds });
  }
  const role = roleOf(needed(args, "role", "-r 0 to take part, -r 1 to host"));
  const videoWebRtcMode = videoWebRtcModeOf(args.text("video-webrtc-mode"));
  const { meetingNumber, pwd } = parseMeetingNumber(
    needed(args, "meeting-number", '-m "872 7069 5528", or an invite link'),
  );
  if (pwd !== undefined) {
    io.stderr.write(
      "note: the link carries a passcode too. No signature holds one: give the meeting's own passcode to join().\n",
    );
  }
  return (signer) => signer.sign({ meetingNumber, role, expirationSeconds, videoWebRtcMode });
}

function needed(args: Arguments, flag: string, example: string): string {
  const value = args.text(flag);
  if (value !== undefined) return value;
  throw new UsageError(`--${flag} is missing`, `Give ${example}; or --native for iOS, Android and desktop.`);
}

const ROLE_NAMES = ["participant", "host"] as const;

function summary(signed: Signed | SignedNative, now: number): string {
  return table([
    ["signature", signed.signature],
    ...("role" in signed
      ? ([
          ["meeting number", signed.meetingNumber],
          ["role", `${signed.role} (${ROLE_NAMES[signed.role]})`],
        ] as const)
      : ([["for", "native SDKs: any meeting, no role"]] as const)),
    ["issued", moment(signed.issuedAt, now) ?? String(signed.issuedAt)],
    ["expires", moment(signed.expiresAt, now) ?? String(signed.expiresAt)],
  ]);
}
