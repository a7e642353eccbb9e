import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

/** Names under which systems install it; Debian's comes first. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The browser the tests drive: `CHROMIUM_PATH`, else one on the PATH, else the one Playwright downloaded. */
export function findChromium(): string | undefined {
  const { CHROMIUM_PATH, PATH = "" } = process.env;
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  const candidates = NAMES.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name)));
  return [...candidates, chromium.executablePath()].find((path) => existsSync(path));
}

/**
 * Finds Chromium, or installs it: Debian's package as root, which brings the libraries it needs, and otherwise
 * Playwright's own download, which needs no rights.
 */
export function ensureChromium(): string {
  const present = findChromium();
  if (present) return present;
  for (const { what, commands } of waysToInstall()) {
    console.log(`Chromium is missing: installing ${what}`);
    if (commands.every(([program, ...args]) => run(program, args))) {
      const installed = findChromium();
      if (installed) return installed;
    }
    console.log(`installing ${what} failed`);
  }
  throw new Error("no Chromium: install one, or set CHROMIUM_PATH to where it is");
}

interface WayToInstall {
  readonly what: string;
  readonly commands: readonly (readonly [program: string, ...args: string[]])[];
}

function waysToInstall(): WayToInstall[] {
  const playwright: WayToInstall = {
    what: "Playwright's",
    commands: [[process.execPath, "node_modules/playwright-core/cli.js", "install", "chromium"]],
  };
  if (process.getuid?.() !== 0 || !run("apt-get", ["--version"], "ignore")) return [playwright];
  const debian: WayToInstall = {
    what: "Debian's",
    commands: [
      ["apt-get", "update", "-qq"],
      ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ],
  };
  return [debian, playwright];
}

function run(program: string, args: readonly string[], stdio: "inherit" | "ignore" = "inherit"): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(program, args, { stdio, env }).status === 0;
}
