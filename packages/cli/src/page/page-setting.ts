import type { Environment } from "@countersign/core";
import { StartUpError } from "@countersign/server/run";
import { readToolsPage } from "./tools-page.ts";

const SETTING = "COUNTERSIGN_PAGE";
const ON: ReadonlySet<string> = new Set(["1", "true", "on"]);
const OFF: ReadonlySet<string> = new Set(["", "0", "false", "off"]);

/**
 * The page of tools where the environment asks for it; nothing otherwise. A signer that is open to a network serves
 * no more than it is asked to, so without a word there is none.
 *
 * @throws StartUpError `setting-invalid`
 */
export function pageFromEnv(env: Environment): string | undefined {
  const text = env[SETTING]?.trim() ?? "";
  if (OFF.has(text)) return undefined;
  if (!ON.has(text)) {
    const value = JSON.stringify(text.slice(0, 64));
    throw refusal(`${SETTING} is ${value}; it is 1 or 0`, `Correct ${SETTING}, or leave it out.`);
  }
  const html = readToolsPage();
  if (html !== undefined) return html;
  throw refusal(
    `${SETTING} asks for the page of tools, and it is not built`,
    `In the repository: node tools/build-page.ts. Or leave ${SETTING} out.`,
  );
}

function refusal(message: string, help: string): StartUpError {
  return new StartUpError("setting-invalid", SETTING, message, help);
}
