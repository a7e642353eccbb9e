/** Zoom's script builds, from Zoom's own server or from a copy of the npm package's `dist` folder. */
export type SdkFiles =
  | { readonly version: string; readonly from: "cdn" }
  | {
      readonly version: string;
      readonly from: "npm";
      /** Under which the package's `dist` folder is served: `/zoom`, or an address of another origin. */
      readonly baseUrl: string;
    };

/**
 * A loaded module of the SDK, a function that loads one (a dynamic `import` of `@zoom/meetingsdk/embedded`), or the
 * version of the script builds to load.
 */
export type SdkSource = SdkFiles | (() => Promise<object>) | object;

export function isFiles(source: SdkSource): source is SdkFiles {
  return "from" in source && (source.from === "cdn" || source.from === "npm");
}

/**
 * Absolute, without a slash at the end: the SDK leaves a relative one for Zoom's server. Zoom's own address: https://developers.zoom.us/docs/meeting-sdk/web/client-view/import/, read
 * 2026-11-24.
 */
export function baseOf(files: SdkFiles): string {
  if (files.from === "cdn") return `https://source.zoom.us/${files.version}`;
  return new URL(files.baseUrl, globalThis.location?.href).href.replace(/\/+$/, "");
}
