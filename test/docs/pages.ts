import { existsSync, globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Block, blocksOf } from "./markdown.ts";

const ROOT = resolve(import.meta.dirname, "../..");

export interface Page {
  readonly path: string;
  readonly blocks: readonly Block[];
}

/** Every page whose blocks a reader may type. */
export function pages(): Page[] {
  const roots = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "ARCHITECTURE.md"].filter((path) =>
    existsSync(join(ROOT, path)),
  );
  const docs = globSync("docs/**/*.md", { cwd: ROOT }).sort();
  const packages = globSync("packages/*/README.md", { cwd: ROOT }).sort();
  return [...roots, ...docs, ...packages].map((path) => ({
    path,
    blocks: blocksOf(readFileSync(join(ROOT, path), "utf8")),
  }));
}

export type Plan =
  | { readonly kind: "shell"; readonly exit: number }
  /** Its last request is answered with this status. */
  | { readonly kind: "refused"; readonly status: number }
  | { readonly kind: "script" | "types-only" }
  | { readonly kind: "server"; readonly port: number }
  /** To be put into a file of this name. */
  | { readonly kind: "file"; readonly name: string }
  | { readonly kind: "json" | "shown" }
  | { readonly kind: "not-run"; readonly reason: string }
  | { readonly kind: "wrong"; readonly why: string };

const SHELL = new Set(["sh", "bash", "shell", "console"]);
const SCRIPT = new Set(["ts", "js", "typescript", "javascript"]);
/** To be looked at: output, pictures, files of other programs. */
const SHOWN = new Set(["text", "mermaid", "http", "ini", "yaml", "diff", "markdown"]);

/** A line that only a machine with a network, or a whole clone, can run. */
const CANNOT_RUN_HERE = /^(?:npm|npx playwright|docker|podman|git|cd) |^$|^#/;

/** What is done with a block, by its language and the words behind it. */
export function planOf({ language, info, text }: Block): Plan {
  const [word = "", ...rest] = info.split(/\s+/);
  const reason = rest.join(" ");
  if (word.replace(/:$/, "") === "not-run") {
    if (reason === "") return wrong('"not-run" needs a reason behind it');
    if (!SHELL.has(language)) return wrong('only shell blocks may be "not-run"');
    const runnable = text.split("\n").filter((line) => !CANNOT_RUN_HERE.test(line.trim()));
    return runnable.length === 0
      ? { kind: "not-run", reason }
      : wrong(`"not-run" is for npm, docker and git; this can be run: ${runnable[0]}`);
  }
  if (SHELL.has(language)) {
    const status = /^status=(4\d\d)$/.exec(info)?.[1];
    if (status !== undefined) return { kind: "refused", status: Number(status) };
    const exit = /^exit=(\d)$/.exec(info)?.[1];
    if (info !== "" && exit === undefined)
      return wrong(`"${info}" is not understood; a shell block may say exit=1 or status=403`);
    return { kind: "shell", exit: Number(exit ?? 0) };
  }
  if (SCRIPT.has(language)) {
    if (info === "") return { kind: "script" };
    const port = /^server(?: (\d{4}))?$/.exec(info);
    if (port) return { kind: "server", port: Number(port[1] ?? 4000) };
    if (word === "types-only" && reason !== "") return { kind: "types-only" };
    return wrong(
      `"${info}" is not understood; a script may say server and a port, or types-only and a reason`,
    );
  }
  if (language === "json") {
    if (info === "") return { kind: "json" };
    if (word === "file" && rest.length === 1 && /^[\w.-]+\.json$/.test(reason))
      return { kind: "file", name: reason };
    return wrong(`"${info}" is not understood; JSON may say file and a name`);
  }
  if (SHOWN.has(language)) return { kind: "shown" };
  return wrong(`the language "${language}" is not one that is run or shown`);
}

function wrong(why: string): Plan {
  return { kind: "wrong", why };
}
