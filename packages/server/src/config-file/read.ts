import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { refuseToStart } from "../errors.ts";

/** Each reading of a program is a module of its own, or a changed file would be what it was. */
let readings = 0;

/**
 * What a configuration file says, not looked at yet: the JSON, or what a program exports as its default.
 *
 * @throws StartUpError `file-not-readable`, `setting-invalid`
 */
export async function readConfig(path: string): Promise<unknown> {
  const text = await textOf(path);
  switch (extname(path)) {
    case ".json":
      return parseJson(text, path);
    case ".ts":
    case ".mts":
    case ".js":
    case ".mjs":
      return run(path);
    default:
      return refuseToStart(
        "setting-invalid",
        path,
        `${path} is neither .json nor .ts nor .js`,
        "Name it countersign.config.json, or countersign.config.ts.",
      );
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return refuseToStart(
      "file-not-readable",
      path,
      `${path} cannot be read (${code ?? "unknown"})`,
      "Check the path and its permissions; countersign init writes a first one.",
    );
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    // Not the parser's own words: they quote the text, and a secret may stand there.
    return refuseToStart(
      "setting-invalid",
      path,
      `${path} is not JSON`,
      "Look for a missing quote, a comma too many or a comment; a .ts file may have all of them.",
    );
  }
}

async function run(path: string): Promise<unknown> {
  readings += 1;
  const url = `${pathToFileURL(resolve(path)).href}?reading=${readings}`;
  try {
    const module = (await import(/* @vite-ignore */ url)) as { default?: unknown };
    return module.default;
  } catch (error) {
    const isSyntax = error instanceof SyntaxError;
    const isUnknown = (error as NodeJS.ErrnoException).code === "ERR_UNKNOWN_FILE_EXTENSION";
    return refuseToStart(
      "setting-invalid",
      path,
      isUnknown
        ? `this Node does not run ${path} as it is`
        : `${path} ${isSyntax ? "has a mistake in its syntax" : `ends in an error (${nameOf(error)})`}`,
      isUnknown ? "Use Node 22.18 or newer, or write it as .js or .json." : `Run node ${path} to see where.`,
    );
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
