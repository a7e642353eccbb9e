import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** One installed copy of Zoom's Web SDK. Its files are served from where npm put them, and never copied. */
export interface InstalledSdk {
  readonly version: string;
  /** Its `dist` folder. */
  readonly dist: string;
}

/** The package itself first, then an older one under the alias that our own development uses. */
const NAMES = ["@zoom/meetingsdk", "zoom-meetingsdk-3"] as const;

/** What a person types to have it, where none is installed: the SDK's peers with it, at the versions it wants. */
export const INSTALL_SDK =
  "npm i @zoom/meetingsdk@6.2.0 react@18.2.0 react-dom@18.2.0 redux@4.2.1 react-redux@8.1.2 redux-thunk@2.4.2 lodash";

/** Looks in the folder the command was started in, then beside this package. */
export function installedSdks(workingFolder: string): readonly InstalledSdk[] {
  const from = [pathToFileURL(join(workingFolder, "package.json")).href, import.meta.url];
  const found = NAMES.flatMap((name) => from.map((base) => locate(name, base)));
  const byVersion = new Map<string, InstalledSdk>();
  for (const sdk of found) if (sdk && !byVersion.has(sdk.version)) byVersion.set(sdk.version, sdk);
  return [...byVersion.values()];
}

function locate(name: string, from: string): InstalledSdk | undefined {
  for (const folder of createRequire(from).resolve.paths(name) ?? []) {
    const root = join(folder, name);
    const manifest = join(root, "package.json");
    if (!existsSync(manifest)) continue;
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version?: unknown };
    if (typeof version === "string" && /^\d+\.\d+\.\d+$/.test(version))
      return { version, dist: join(dirname(manifest), "dist") };
  }
  return undefined;
}
