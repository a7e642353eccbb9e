import { parseVersion } from "@countersign/core/diagnose";
import type { JoinOptions } from "../options.ts";
import { findClientView, findComponentView } from "./find.ts";
import { isFiles } from "./source.ts";

/** The SDK's version, where it can be told: as the caller says, of the files, or as the module itself says. */
export function versionOf({ sdk, sdkVersion, view }: JoinOptions, module: unknown = sdk): string | undefined {
  if (sdkVersion !== undefined) return sdkVersion;
  if (isFiles(sdk)) return sdk.version;
  if (view === "component") return readable(findComponentView(module)?.VERSION);
  const told = attempt(() => findClientView(module)?.getWebSDKVersion?.());
  return readable(Array.isArray(told) ? told[0] : told);
}

function readable(value: unknown): string | undefined {
  return typeof value === "string" && parseVersion(value) !== undefined ? value : undefined;
}

function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch {
    return undefined;
  }
}
