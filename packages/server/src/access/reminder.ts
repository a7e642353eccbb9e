import type { Role } from "@countersign/core";
import { developmentWarning } from "./development.ts";

const MINUTE = 60_000;

/**
 * Says once a minute, as long as it is so, that nobody is asked who they are. Keeps no process alive.
 *
 * @param access Of now: a reload may have changed it. Nothing, where it is another than the development mode.
 * @returns ends it
 */
export function remindOfDevelopment(
  tell: (line: string) => void,
  access: () => { readonly maxRole?: Role | undefined } | undefined,
): () => void {
  const timer = setInterval(() => {
    const now = access();
    if (now !== undefined) tell(`warning: ${developmentWarning(now)}`);
  }, MINUTE);
  timer.unref();
  return () => clearInterval(timer);
}
