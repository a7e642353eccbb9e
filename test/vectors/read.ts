import { readFileSync } from "node:fs";
import { resolve } from "node:path";

export const FOLDER: string = resolve(import.meta.dirname, "../../vectors");

/** One of the files, as whoever uses it reads it. */
export function vectors<Case>(kind: "diagnose" | "refuse" | "sign" | "verify"): readonly Case[] {
  return (JSON.parse(readFileSync(resolve(FOLDER, `${kind}.json`), "utf8")) as { cases: Case[] }).cases;
}
