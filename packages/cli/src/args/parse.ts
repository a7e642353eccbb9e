import { parseArgs } from "node:util";
import type { Arguments, Command, Flag } from "../command.ts";
import { UsageError } from "../failure.ts";
import { nearest } from "../words/nearest.ts";
import { quoted } from "../words/visible.ts";

/** Flags that every command takes. */
const COMMON: { readonly [name: string]: Flag } = { help: { type: "boolean", short: "h" } };

/**
 * Reads a command's arguments, strictly: an unknown flag, a missing value or a flag given twice is refused.
 * `node:util` splits the words; its own strict mode is not used because its errors suggest nothing.
 */
export function parseArguments(argv: readonly string[], command: Command, name: string): Arguments {
  const flags = { ...COMMON, ...command.flags };
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries(flags).map(([flag, { type, short }]) => [flag, { type, ...(short && { short }) }]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });

  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  const help = `countersign ${name} --help`;
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined;
    if (!flag) throw unknownFlag(token.rawName, flags, help);
    const value = flag.type === "boolean" ? noValue(token, help) : neededValue(token, help);
    const given = values.get(token.name) ?? [];
    if (given.length > 0 && !flag.repeatable) {
      throw new UsageError(`--${token.name} is given twice`, `Give it once. ${help}`);
    }
    values.set(token.name, [...given, value]);
  }
  if (positionals.length > command.positionals) {
    const extra = positionals[command.positionals] ?? "";
    // What stands here by mistake may be anything, so a long word, which could be a secret, is not repeated.
    const seen = extra.length <= 16 ? quoted(extra) : "one more argument";
    throw new UsageError(`${seen} is not expected here`, help);
  }
  return {
    text: (flag) => values.get(flag)?.[0],
    texts: (flag) => values.get(flag) ?? [],
    is: (flag) => values.has(flag),
    positionals,
  };
}

interface OptionToken {
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function neededValue({ rawName, value, inlineValue }: OptionToken, help: string): string {
  const looksLikeFlag = !inlineValue && value !== undefined && value.length > 1 && value.startsWith("-");
  if (value === undefined || value === "" || looksLikeFlag) {
    throw new UsageError(`${rawName} needs a value`, help);
  }
  return value;
}

function noValue({ rawName, value }: OptionToken, help: string): string {
  if (value !== undefined) throw new UsageError(`${rawName} takes no value`, help);
  return "";
}

function unknownFlag(rawName: string, flags: { readonly [name: string]: Flag }, help: string): UsageError {
  const meant = nearest(rawName.replace(/^-+/, ""), Object.keys(flags));
  const message = `${quoted(rawName)} is not a flag of this command`;
  return new UsageError(message, meant === undefined ? help : `Did you mean --${meant}? ${help}`);
}
