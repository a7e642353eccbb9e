import { describe, expect, test } from "vitest";
import { Shell } from "../../../test/docs/shell.ts";
import { COMMANDS } from "../src/commands/index.ts";
import { HELP } from "../src/main.ts";
import { givenUp } from "./setup/given-up.ts";
import { CREDENTIALS, NOW, OLD_SECRET, run, SECRET } from "./world.ts";

const helps = await Promise.all(
  Object.entries(COMMANDS).map(async ([name, load]) => ({ name, help: (await load()).help })),
);

/** The lines of a help text that begin with `$`, without what is explained behind them. */
function examplesOf(help: string): string[] {
  return [...help.matchAll(/^ {2}\$ (.*?)(?: {3,}.*| {4}\S.*)?$/gm)].map((match) => match[1] ?? "");
}

describe("help", () => {
  test.each(helps)("of $name begins with its name and shows how it is used", async ({ name, help }) => {
    expect(help.split("\n")[0]).toMatch(new RegExp(`^countersign ${name}(?: create| check| try-again)?: `));
    expect(examplesOf(help)).not.toEqual([]);
    expect(help.split("\n").filter((line) => line.length > 120)).toEqual([]);
    const printed = { exit: 0, stdout: help, stderr: "" };
    expect(await run([name, "--help"])).toEqual(printed);
    expect(await run([name, "-h"])).toEqual(printed);
    expect(await run(["help", name])).toEqual(printed);
  });

  test("of everything names every command", async () => {
    expect(await run(["--help"])).toEqual({ exit: 0, stdout: HELP, stderr: "" });
    expect(await run([])).toEqual({ exit: 2, stdout: "", stderr: HELP });
    const named = examplesOf(HELP).map((line) => line.split(" ")[1]);
    expect([...new Set(named)].sort()).toEqual(Object.keys(COMMANDS).sort());
  });

  test.each(helps)("of $name names every flag", async ({ name, help }) => {
    const command = await COMMANDS[name]?.();
    const missing = Object.keys(command?.flags ?? {}).filter((flag) => !help.includes(`--${flag} `));
    expect(missing).toEqual([]);
  });
});

const examples = [...helps, { name: "everything", help: HELP }].flatMap(({ help }) => examplesOf(help));

test.each([...new Set(examples)])("$ %s", { timeout: 20_000 }, async (line) => {
  const shell = new Shell(CREDENTIALS, () => NOW);
  const [, user] = /^countersign grant .*--user (\S+)/.exec(line) ?? [];
  if (user !== undefined) await givenUp(shell.folder, user);
  const key = "countersign key create --id first --meetings any --max-role 0";
  await shell.run(
    [
      "TOKEN=$(countersign sign -m 87270695528 -r 0 --token-only)",
      `echo ${OLD_SECRET} > new.secret`,
      `echo ${SECRET} > old.secret`,
      "chmod 600 new.secret",
      "chmod 600 old.secret",
      ...(/api-keys\.json/.test(line) || /^countersign serve/.test(line)
        ? [`${key} --file api-keys.json`]
        : []),
      ...(/^countersign dev/.test(line) ? ["export COUNTERSIGN_MEETINGS=87270695528"] : []),
      ...(/countersign\.config\.json|^countersign config/.test(line) &&
      !/^countersign (?:init|grant)/.test(line)
        ? ["countersign init --yes --callers development --meetings 87270695528"]
        : []),
      ...(/^countersign serve(?! --config)/.test(line)
        ? ["export COUNTERSIGN_API_KEYS_FILE=api-keys.json"]
        : []),
    ].join("\n"),
  );
  const { exit, shown } = await shell.run(line);
  const ends = await shell.close();
  expect({ exit, shown: exit === 0 ? "" : shown, ends: ends.filter((end) => end !== 0) }).toEqual({
    exit: 0,
    shown: "",
    ends: [],
  });
});
