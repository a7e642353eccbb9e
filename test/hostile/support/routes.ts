import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const SOURCES = resolve(import.meta.dirname, "../../../packages/server/src");
/** A text that could be the path of a route. */
const PATH = /["'`](\/(?:[A-Za-z0-9_.-]+(?:\/[A-Za-z0-9_.-]+)*)?)["'`]/g;

/** Every path that the server's sources name, whatever for. */
export function pathsInSources(): string[] {
  const texts = globSync("**/*.ts", { cwd: SOURCES }).map((file) =>
    readFileSync(join(SOURCES, file), "utf8"),
  );
  return [...new Set(texts.flatMap((text) => [...text.matchAll(PATH)].map(([, path = ""]) => path)))].sort();
}

/**
 * The paths where this server takes POST, as it says itself: any other answers 404 or 405. A route that is new is
 * found by its path in the sources, and gets every bad input there is.
 */
export async function postRoutes(url: string): Promise<string[]> {
  const asked = await Promise.all(
    pathsInSources().map(async (path) => {
      const response = await fetch(url + path, { method: "POST", redirect: "manual" });
      await response.arrayBuffer();
      return response.status === 404 || response.status === 405 ? [] : [path];
    }),
  );
  return asked.flat();
}
