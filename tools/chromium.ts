import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { canInstallPackages, installPackages, run } from "./programs.ts";

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
  for (const { what, install } of waysToInstall()) {
    console.log(`Chromium is missing: installing ${what}`);
    const installed = install() && findChromium();
    if (installed) return installed;
    console.log(`installing ${what} failed`);
  }
  throw new Error("no Chromium: install one, or set CHROMIUM_PATH to where it is");
}

interface WayToInstall {
  readonly what: string;
  readonly install: () => boolean;
}

function waysToInstall(): readonly WayToInstall[] {
  const playwright: WayToInstall = {
    what: "Playwright's",
    install: () => run(process.execPath, ["node_modules/playwright-core/cli.js", "install", "chromium"]),
  };
  if (!canInstallPackages()) return [playwright];
  return [{ what: "Debian's", install: () => installPackages("chromium") }, playwright];
}
