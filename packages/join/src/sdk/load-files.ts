import type { JoinView } from "../options.ts";
import { baseOf, type SdkFiles } from "./source.ts";

const VENDORS = ["react", "react-dom", "redux", "redux-thunk", "lodash"] as const;
const GLOBAL: { readonly [View in JoinView]: string } = { client: "ZoomMtg", component: "ZoomMtgEmbedded" };

/** Loads the script builds in their order, which define a global; gives that. Loads nothing twice. */
export async function loadFiles(files: SdkFiles, view: JoinView, signal: AbortSignal): Promise<unknown> {
  const base = baseOf(files);
  const global = (): unknown => (globalThis as { [name: string]: unknown })[GLOBAL[view]];
  const loaded = global();
  if (loaded) return loaded;
  for (const vendor of VENDORS) await loadScript(`${base}/lib/vendor/${vendor}.min.js`, signal);
  if (view === "client" && files.version.startsWith("3.")) {
    for (const sheet of ["bootstrap", "react-select"]) loadStyle(`${base}/css/${sheet}.css`);
  }
  await loadScript(`${base}/${mainScript(files, view)}`, signal);
  const found = global();
  if (!found) throw new Error(`the SDK's script defined no ${GLOBAL[view]}`);
  return found;
}

/** Zoom's server names the component view's file by its version, the npm package does not. */
function mainScript({ from, version }: SdkFiles, view: JoinView): string {
  if (view === "client") return `zoom-meeting-${version}.min.js`;
  return from === "cdn" ? `zoom-meeting-embedded-${version}.min.js` : "zoom-meeting-embedded-ES5.min.js";
}

function loadScript(address: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const script = document.createElement("script");
    script.src = address;
    script.async = false;
    // A page that is cross-origin isolated takes a foreign script only when it was asked for with CORS.
    if (new URL(address, location.href).origin !== location.origin) script.crossOrigin = "anonymous";
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${address} could not be loaded`));
    document.head.append(script);
  });
}

function loadStyle(address: string): void {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  document.head.append(link);
}
