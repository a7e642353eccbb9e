import { CREDENTIAL_FAMILIES } from "@countersign/core";
import type { Evidence } from "@countersign/core/diagnose";
import type { Arguments } from "../command.ts";
import { UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import { surroundings } from "../secrets/environment.ts";
import { readSecretFile } from "../secrets/files.ts";
import { askSecret, canAsk } from "../secrets/prompt.ts";
import { readStdin } from "../secrets/stdin.ts";

type GivenCredentials = NonNullable<Evidence["credentials"]>;

/**
 * Key and secrets as they stand, not checked and not cleaned: a quote or a space in them is what the doctor looks
 * for. Flags come first, then `given` in the evidence, then the environment and `.env`.
 */
export async function credentialsFor(
  args: Arguments,
  io: Io,
  given: GivenCredentials | undefined,
): Promise<GivenCredentials> {
  const found = given?.sdkSecret === undefined ? fromEnvironment(io) : {};
  const flags = await fromFlags(args, io);
  const sdkKey = args.text("sdk-key") ?? given?.sdkKey ?? found.sdkKey;
  const sdkSecret = flags.sdkSecret ?? given?.sdkSecret ?? found.sdkSecret;
  if (flags.sdkSecret === undefined && found.sdkSecret !== undefined) {
    io.stderr.write(`checked with the secret from ${found.from}\n`);
  }
  const others = Object.fromEntries(
    Object.entries({ ...found.others, ...given?.others, ...flags.others }).filter(
      ([, secret]) => secret !== sdkSecret,
    ),
  );
  return {
    ...(sdkKey !== undefined && { sdkKey }),
    ...(sdkSecret !== undefined && { sdkSecret }),
    ...(Object.keys(others).length > 0 && { others }),
  };
}

async function fromFlags(args: Arguments, io: Io): Promise<GivenCredentials> {
  const secrets: (readonly [label: string, secret: string])[] = [];
  for (const path of args.texts("secret-file")) {
    secrets.push([path, path === "-" ? await readStdin(io) : readSecretFile(path, io)]);
  }
  if (args.is("ask-secret")) {
    if (!canAsk(io)) throw new UsageError("--ask-secret needs a terminal", "Give --secret-file instead.");
    secrets.push(["what was entered", await askSecret("SDK secret (not shown)", io)]);
  }
  const [first, ...more] = secrets;
  return {
    ...(first && { sdkSecret: first[1] }),
    others: Object.fromEntries([...more, ...args.texts("other-secret").map((word) => labelled(word, io))]),
  };
}

function labelled(word: string, io: Io): readonly [label: string, secret: string] {
  const at = word.indexOf("=");
  if (at < 1 || at === word.length - 1) {
    throw new UsageError(
      "--other-secret is a label, an equals sign and a file",
      "For example --other-secret production=production.secret",
    );
  }
  return [word.slice(0, at), readSecretFile(word.slice(at + 1), io)];
}

interface Found extends GivenCredentials {
  readonly from?: string;
}

/** The first family of variables with a secret; the secrets of the others are tried too, by their names. */
function fromEnvironment(io: Io): Found {
  const { env, fromDotenv } = surroundings(io);
  const read = (name: string): string | undefined => {
    const file = env[`${name}_FILE`] || env[`${name}_FROM_FILE`];
    return env[name] || (file ? readSecretFile(file, io) : undefined);
  };
  const families = CREDENTIAL_FAMILIES.flatMap(({ key, secret }) => {
    const value = read(secret);
    return value === undefined ? [] : [{ key: read(key), secret: value, name: secret }];
  });
  const [first, ...more] = families;
  const previous = read("ZOOM_MEETING_SDK_SECRET_PREVIOUS");
  const others = {
    ...Object.fromEntries(more.map(({ name, secret }) => [name, secret])),
    ...(previous !== undefined && { ZOOM_MEETING_SDK_SECRET_PREVIOUS: previous }),
  };
  if (!first) return { others };
  return {
    ...(first.key !== undefined && { sdkKey: first.key }),
    sdkSecret: first.secret,
    others,
    from: `${first.name}${fromDotenv.has(first.name) ? " in .env" : ""}`,
  };
}
