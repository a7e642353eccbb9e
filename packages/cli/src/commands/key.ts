import { type ApiKey, createApiKey } from "@countersign/server";
import { roleOf } from "../args/sign-request.ts";
import type { Arguments, Command } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { CannotError, UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import { quoted } from "../words/visible.ts";

const HELP = `countersign key create: a key for a caller of your server

  $ countersign key create --meetings any --max-role participant
  $ countersign key create --id shop --meetings "872 7069 5528,987 6543 2109" --max-role host --json
  $ countersign key create --meetings any --max-role 0 --file api-keys.json

      --meetings LIST     the meeting numbers it may have signatures for, with commas between them, or any
      --max-role ROLE     0 or participant, 1 or host: the highest role it may ask for
      --native            it may have signatures for native SDKs too, which name no meeting
      --id ID             how it is named in the log; made up unless given
      --file FILE         add the record to this list of records, which is made where it is missing
      --json              print { key, record }

The key is shown once and stored nowhere: hand it to the caller's server. The record holds only its hash; it is
what countersign serve is given.
`;

export const key: Command = {
  help: HELP,
  flags: {
    meetings: { type: "string" },
    "max-role": { type: "string" },
    native: { type: "boolean" },
    id: { type: "string" },
    file: { type: "string" },
    json: { type: "boolean" },
  },
  positionals: 1,
  run,
};

async function run(args: Arguments, io: Io): Promise<ExitCode> {
  if (args.positionals[0] !== "create") {
    throw new UsageError("key wants the word create", "countersign key create --meetings any --max-role 0");
  }
  const meetings = needed(args, "meetings", '--meetings any, or numbers as in --meetings "872 7069 5528"');
  const maxRole = roleOf(needed(args, "max-role", "--max-role 0, or 1 for hosts"));
  const id = args.text("id");
  if (id !== undefined && !/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/.test(id)) {
    throw new UsageError(
      `--id is ${quoted(id)}; it is 1 to 32 lower-case letters, digits and dashes`,
      "Leave it out to have one made up.",
    );
  }
  const file = args.text("file");
  const records = file === undefined ? [] : readRecords(file, io);
  const made = await createApiKey({
    meetings: meetings === "any" ? "any" : meetings.split(","),
    maxRole,
    native: args.is("native"),
    ...(id !== undefined && { id }),
  });
  if (records.some((record) => record.id === made.record.id)) {
    throw new UsageError(`${file} has a key named ${made.record.id} already`, "Give another --id.");
  }
  if (file !== undefined) writeRecords(file, [...records, made.record], io);

  if (args.is("json")) io.stdout.write(`${JSON.stringify(made, null, 2)}\n`);
  else {
    io.stdout.write(`${made.key}\n`);
    if (file === undefined) io.stdout.write(`${JSON.stringify(made.record)}\n`);
    io.stderr.write("the key is shown this once and stored nowhere; its record holds only its hash\n");
  }
  return EXIT.fine;
}

function needed(args: Arguments, flag: string, example: string): string {
  const value = args.text(flag);
  if (value !== undefined) return value;
  throw new UsageError(`--${flag} is missing`, `Give ${example}.`);
}

function readRecords(file: string, io: Io): readonly ApiKey[] {
  let text: string;
  try {
    text = io.readFile(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw new CannotError(`the file ${quoted(file)} cannot be read`, "Check its name and who may read it.");
  }
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list)) return list as ApiKey[];
  } catch {
    // Said below.
  }
  throw new CannotError(
    `${quoted(file)} is no list of records`,
    "Give a file that key create wrote, or a new one.",
  );
}

function writeRecords(file: string, records: readonly ApiKey[], io: Io): void {
  try {
    io.writeFile(file, `${JSON.stringify(records, null, 2)}\n`);
  } catch {
    throw new CannotError(
      `the file ${quoted(file)} cannot be written`,
      "Check its folder and who may write there.",
    );
  }
}
