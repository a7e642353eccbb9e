import type { JoinOptions } from "../options.ts";
import { clientView } from "./client-view.ts";
import { componentView } from "./component-view.ts";
import { findClientView, findComponentView } from "./find.ts";
import { loadFiles } from "./load-files.ts";
import { isFiles } from "./source.ts";
import type { Driver } from "./types.ts";

/** The module as it is given or loaded: script files, a function that imports, or the module itself. */
export async function loadModule({ sdk, view }: JoinOptions, signal: AbortSignal): Promise<unknown> {
  if (isFiles(sdk)) return loadFiles(sdk, view, signal);
  const isLoader = typeof sdk === "function" && !("createClient" in sdk) && !("setZoomJSLib" in sdk);
  return isLoader ? (sdk as () => Promise<object>)() : sdk;
}

/** The view that was asked for, out of a loaded module. */
export function driverOf(module: unknown, options: JoinOptions): Driver {
  if (options.view === "component") {
    const sdk = findComponentView(module);
    if (!sdk)
      throw new Error("the module has no `createClient`: component view is `@zoom/meetingsdk/embedded`");
    return componentView(sdk, options);
  }
  const sdk = findClientView(module);
  if (!sdk) throw new Error("the module has no `ZoomMtg`: client view is `@zoom/meetingsdk`");
  return clientView(sdk, options);
}
