import type { Io, Output } from "../io.ts";

export interface Paint {
  readonly bold: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
}

/** Colour on a terminal only, and never where NO_COLOR is set (https://no-color.org). */
export function isColourful(output: Output, env: Io["env"]): boolean {
  return output.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
}

export function paintFor(output: Output, env: Io["env"]): Paint {
  const colourful = isColourful(output, env);
  const style = (open: number, close: number) => (text: string) =>
    colourful ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return { bold: style(1, 22), red: style(31, 39), green: style(32, 39), yellow: style(33, 39) };
}
