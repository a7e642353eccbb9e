/** One command of a line: its words, and the variables set in front of it. */
export interface ShellCommand {
  readonly assignments: readonly (readonly [name: string, value: string])[];
  readonly words: readonly string[];
  /** `> FILE` at its end. */
  readonly into?: string;
}

export interface Expansion {
  readonly variable: (name: string) => string;
  /** Standard output of `$(…)`, its last line break taken off. */
  readonly substitute: (line: string) => Promise<string>;
}

/** Joins lines that end in a backslash, or stand inside open quotes, to the one that follows. */
export function joinedLines(text: string): string[] {
  const lines: string[] = [];
  let open = "";
  let goesOn = false;
  for (const line of text.split("\n")) {
    open = open === "" || goesOn ? open + line : `${open}\n${line}`;
    goesOn = open.endsWith("\\");
    if (goesOn) open = open.slice(0, -1);
    if (goesOn || hasOpenQuote(open)) continue;
    if (open.trim() !== "" && !open.trim().startsWith("#")) lines.push(open.trim());
    open = "";
  }
  if (open !== "") throw new Error(`a quote or a backslash is left open: ${open}`);
  return lines;
}

function hasOpenQuote(text: string): boolean {
  let quote = "";
  for (const character of text) {
    if (quote === "" && (character === "'" || character === '"')) quote = character;
    else if (character === quote) quote = "";
  }
  return quote !== "";
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;

/**
 * Splits a line at its pipes and expands it. A small part of a shell, the part documentation uses: quotes,
 * variables, `$(…)`, pipes, `> FILE`, comments and a final `&`. Anything else is refused.
 */
export async function readLine(line: string, expansion: Expansion): Promise<ShellCommand[]> {
  const commands: ShellCommand[] = [];
  let words: string[] = [];
  let word: string | undefined;
  let index = 0;

  const endWord = () => {
    if (word === undefined) return;
    words.push(word);
    word = undefined;
  };
  const endCommand = () => {
    endWord();
    commands.push(commandOf(words, line));
    words = [];
  };
  const dollar = async (): Promise<string> => {
    const rest = line.slice(index);
    if (rest.startsWith("$(")) {
      const end = closing(line, index + 1);
      const inner = line.slice(index + 2, end);
      index = end;
      return expansion.substitute(inner);
    }
    const name = NAME.exec(rest.startsWith("${") ? rest.slice(2) : rest.slice(1))?.[0];
    if (name === undefined) throw new Error(`this use of $ is not understood: ${line}`);
    index += rest.startsWith("${") ? name.length + 2 : name.length;
    return expansion.variable(name);
  };

  for (; index < line.length; index++) {
    const character = line[index] ?? "";
    if (character === "'") {
      const end = line.indexOf("'", index + 1);
      word = (word ?? "") + line.slice(index + 1, end);
      index = end;
    } else if (character === '"') {
      word ??= "";
      for (index++; line[index] !== '"'; index++) {
        if (line[index] === "\\") word += line[++index];
        else word += line[index] === "$" ? await dollar() : line[index];
      }
    } else if (character === "$") {
      word = (word ?? "") + (await dollar());
    } else if (/\s/.test(character)) endWord();
    else if (character === "#" && word === undefined) break;
    else if (character === "|" && line[index + 1] !== "|") endCommand();
    else if (character === "&" && line.slice(index + 1).trim() === "") break;
    else if (/[;&<`*?|]/.test(character) && !/^https?:/.test(word ?? "")) {
      throw new Error(`"${character}" is not understood here: ${line}`);
    } else word = (word ?? "") + character;
  }
  endCommand();
  return commands;
}

function closing(line: string, open: number): number {
  let depth = 0;
  for (let index = open; index < line.length; index++) {
    if (line[index] === "(") depth++;
    if (line[index] === ")" && --depth === 0) return index;
  }
  throw new Error(`"$(" is not closed: ${line}`);
}

function commandOf(words: readonly string[], line: string): ShellCommand {
  const assignments: [string, string][] = [];
  let first = 0;
  for (; first < words.length; first++) {
    const found = /^([A-Za-z_][A-Za-z0-9_]*)=([\s\S]*)$/.exec(words[first] ?? "");
    if (!found) break;
    assignments.push([found[1] ?? "", found[2] ?? ""]);
  }
  const rest = words.slice(first);
  const arrow = rest.indexOf(">");
  if (arrow < 0) return { assignments, words: rest };
  const into = rest[arrow + 1];
  if (into === undefined || rest.length > arrow + 2)
    throw new Error(`"> FILE" has to end the command: ${line}`);
  return { assignments, words: rest.slice(0, arrow), into };
}
