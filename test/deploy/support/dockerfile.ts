export interface Instruction {
  readonly line: number;
  readonly name: string;
  /** Flags such as `--from=build`, by name. */
  readonly flags: Readonly<Record<string, string>>;
  /** The rest of it, continued lines joined. */
  readonly rest: string;
}

export interface Stage {
  readonly image: string;
  readonly name?: string;
  readonly instructions: readonly Instruction[];
}

/** A Dockerfile without heredocs: instructions, comments and continued lines. */
export function instructionsOf(text: string): Instruction[] {
  const instructions: Instruction[] = [];
  const lines = text.split("\n");
  for (let index = 0; index < lines.length; index++) {
    const line = index + 1;
    if (/^\s*(?:#.*)?$/.test(lines[index] ?? "")) continue;
    let whole = lines[index] ?? "";
    while (whole.endsWith("\\")) whole = `${whole.slice(0, -1)}${(lines[++index] ?? "").trimStart()}`;
    const [, name = "", flagged = "", rest = ""] = /^([A-Z]+)((?:\s+--\S+)*)\s+(.*)$/.exec(whole) ?? [];
    if (name === "") throw new Error(`line ${line} is no instruction: ${whole}`);
    const flags = [...flagged.matchAll(/--([\w-]+)=(\S+)/g)].map(([, key, value]) => [key, value]);
    instructions.push({ line, name, flags: Object.fromEntries(flags), rest: rest.trim() });
  }
  return instructions;
}

/** What stands before the first FROM, and the stages, with arguments of the first kind put in. */
export function stagesOf(text: string): {
  readonly globals: readonly Instruction[];
  readonly stages: readonly Stage[];
} {
  const globals: Instruction[] = [];
  const stages: (Stage & { instructions: Instruction[] })[] = [];
  for (const instruction of instructionsOf(text)) {
    if (instruction.name !== "FROM") {
      (stages.at(-1)?.instructions ?? globals).push(instruction);
      continue;
    }
    const given = Object.fromEntries(globals.map(({ rest }) => rest.split("=", 2)));
    const [image = "", , name] = instruction.rest
      .replace(/\$\{(\w+)\}/g, (_, variable: string) => given[variable] ?? "")
      .split(/\s+/);
    stages.push({ image, ...(name && { name }), instructions: [] });
  }
  return { globals, stages };
}

/** The words of an instruction's exec form. */
export function execForm(rest: string): string[] {
  const words: unknown = JSON.parse(rest.slice(rest.indexOf("[")));
  if (!Array.isArray(words)) throw new Error(`not in exec form: ${rest}`);
  return words.map(String);
}
