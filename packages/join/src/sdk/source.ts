/** Zoom's script builds, from Zoom's own server or from a copy of the npm package's `dist` folder. */
export type SdkFiles =
  | { readonly version: string; readonly from: "cdn" }
  | {
      readonly version: string;
      readonly from: "npm";
      /** Absolute address under which the package's `dist` folder is served: `location.origin + "/zoom"`. */
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

/** Zoom's own address: https://developers.zoom.us/docs/meeting-sdk/web/client-view/import/, read 2026-11-24. */
export function baseOf(files: SdkFiles): string {
  return files.from === "cdn" ? `https://source.zoom.us/${files.version}` : files.baseUrl.replace(/\/+$/, "");
}
