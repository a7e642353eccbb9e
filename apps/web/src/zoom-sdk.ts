/** What is used of the globals that the SDK's script files define, as far as both 3.13.1 and 6.2.0 have it. */

interface CallBacks {
  success?(result?: unknown): void;
  error?(error: unknown): void;
}

export interface ZoomMtg {
  setZoomJSLib(address: string, folder: string): void;
  preLoadWasm(): void;
  prepareWebSDK(): void;
  init(options: { [option: string]: unknown } & CallBacks): void;
  join(options: { [option: string]: unknown } & CallBacks): void;
  getAttendeeslist(options: CallBacks): void;
  inMeetingServiceListener(event: string, listener: (data: { meetingStatus?: number }) => void): void;
}

export interface EmbeddedClient {
  init(options: { [option: string]: unknown }): Promise<unknown>;
  join(options: { [option: string]: unknown }): Promise<unknown>;
  getAttendeeslist(): unknown;
  on(event: string, listener: (payload: { state?: string }) => void): void;
}

declare global {
  var ZoomMtg: ZoomMtg | undefined;
  var ZoomMtgEmbedded: { createClient(): EmbeddedClient } | undefined;
}

const VENDORS = ["react", "react-dom", "redux", "redux-thunk", "lodash"] as const;

/** Loads one version of the SDK from its own package: the script builds, so that nothing has to be bundled. */
export async function loadSdk(version: string, view: "component" | "client"): Promise<void> {
  const sdk = `/sdk/${version}`;
  for (const vendor of VENDORS) await loadScript(`${sdk}/lib/vendor/${vendor}.min.js`);
  if (view === "client" && version.startsWith("3.")) {
    for (const sheet of ["bootstrap", "react-select"]) loadStyle(`${sdk}/css/${sheet}.css`);
  }
  await loadScript(
    view === "client" ? `${sdk}/zoom-meeting-${version}.min.js` : `${sdk}/zoom-meeting-embedded-ES5.min.js`,
  );
}

export function loadScript(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
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
