export type WebView = "client-view" | "component-view";

/** Major, minor, patch. */
export type SdkVersion = readonly [major: number, minor: number, patch: number];

export interface VersionFact {
  readonly id: string;
  /** The first version for which it holds, and the first for which it no longer does. */
  readonly from?: string;
  readonly before?: string;
  /** Where it holds in one view only. */
  readonly view?: WebView;
  readonly says: string;
  readonly source: { readonly url: string; readonly says: string; readonly read: string };
}

const READ = "2026-11-24";
const npm = (version: string): string => `https://www.npmjs.com/package/@zoom/meetingsdk/v/${version}`;

/**
 * Versions of `@zoom/meetingsdk` on npm on 2026-11-24 (https://www.npmjs.com/package/@zoom/meetingsdk). A version
 * that is not here may exist; the newest seen is no upper limit.
 */
export const PUBLISHED_WEB_SDKS: readonly string[] = [
  "3.1.0",
  "3.1.2",
  "3.1.4",
  "3.1.6",
  "3.5.1",
  "3.5.2",
  "3.6.0",
  "3.6.1",
  "3.7.0",
  "3.8.0",
  "3.8.5",
  "3.8.10",
  "3.9.0",
  "3.9.2",
  "3.10.0",
  "3.11.0",
  "3.11.2",
  "3.12.0",
  "3.13.0",
  "3.13.1",
  "3.13.2",
  "4.0.0",
  "4.0.5",
  "4.0.7",
  "4.1.0",
  "5.0.0",
  "5.0.2",
  "5.0.4",
  "5.1.0",
  "5.1.2",
  "5.1.4",
  "6.0.0",
  "6.0.2",
  "6.1.0",
  "6.2.0",
];

export const NEWEST_WEB_SDK_SEEN = "6.2.0";
/** Zoom's README asks for this or later, because of changes in Chrome's WebRTC. */
export const ADVISED_WEB_SDK = "5.1.4";

/** What changed for a join, by version of the web SDK. */
export const WEB_SDK_FACTS: readonly VersionFact[] = [
  {
    id: "jwt-only",
    from: "2.7.0",
    says: "The signature has to be a JWT; the base64 format and `apiKey` are refused.",
    source: {
      url: npm("6.2.0"),
      says: "Measured: given `apiKey`, component view says that it is gone from 2.7.0 on.",
      read: READ,
    },
  },
  {
    id: "sdk-key-in-join",
    from: "2.3.0",
    before: "4.0.0",
    says: "`join()` needs `sdkKey`. From 4.0.0 the parameter is gone and only warned about.",
    source: {
      url: npm("4.0.0"),
      says: "The README no longer lists it and the types call it deprecated; 3.13 refuses a join without it when run. Zoom's older pages have it from 2.3.0, up to 2.6 beside `apiKey`.",
      read: READ,
    },
  },
  {
    id: "reads-signature",
    from: "4.0.0",
    says: "The browser decodes the signature to find the key, so what is not a JWT fails before any request.",
    source: {
      url: npm("6.2.0"),
      says: "Measured with 6.2.0; 3.13.1 takes the key from `join()`.",
      read: READ,
    },
  },
  {
    id: "app-key-preferred",
    from: "4.0.0",
    says: "`appKey` is read first; with `sdkKey` alone the SDK warns and goes on.",
    source: {
      url: npm("4.0.0"),
      says: "Measured: 4.0.0 sends the value of `sdkKey` when `appKey` is missing.",
      read: READ,
    },
  },
  {
    id: "app-key-documented",
    from: "5.0.0",
    says: "The types call `appKey` required. The code of 5.x still falls back to `sdkKey`: the two contradict each other.",
    source: {
      url: npm("5.0.0"),
      says: "A comment in index.d.ts says that a signature without `appKey` cannot join.",
      read: READ,
    },
  },
  {
    id: "app-key-required",
    from: "6.0.0",
    view: "client-view",
    says: "With `sdkKey` alone the request carries `apiKey=undefined`. Whether Zoom refuses that is not established.",
    source: {
      url: npm("6.0.0"),
      says: "Measured with 6.0.0 and 6.2.0; component view sends the value of `sdkKey`.",
      read: READ,
    },
  },
  {
    id: "obf-token",
    from: "5.0.0",
    says: "`join()` takes `obfToken`. Client view 4.0.0 refuses the key with code 3.",
    source: { url: npm("5.0.0"), says: "The types have it from 5.0.0; 4.0.0 was run with it.", read: READ },
  },
  {
    id: "jsonp-both-views",
    before: "5.0.0",
    says: "The join is a script request: signature and tokens stand in the address.",
    source: { url: npm("4.1.0"), says: "Measured with 3.13.1 and 4.x.", read: READ },
  },
  {
    id: "jsonp-client-view",
    from: "5.0.0",
    before: "6.0.0",
    view: "client-view",
    says: "Client view still joins by a script request; from 6.0.0 it posts.",
    source: { url: npm("5.1.4"), says: "Measured with 5.1.4 and 6.0.0.", read: READ },
  },
  {
    id: "advised",
    from: ADVISED_WEB_SDK,
    says: "The version from which on Zoom advises to be, because of changes in Chrome's WebRTC.",
    source: {
      url: "https://github.com/zoom/meetingsdk-web",
      says: "The README asks for 5.1.4 or later.",
      read: READ,
    },
  },
];

const VERSION = /^v?([0-9]{1,5})\.([0-9]{1,5})(?:\.([0-9]{1,5}))?(?:[-+_][0-9A-Za-z.\-_+]{0,64})?$/;

/** Reads "6.2.0", "v6.2", "6.2.0-beta.1"; a range, as "^6.2.0", is none. A suffix is left out of the comparison. */
export function parseVersion(text: string): SdkVersion | undefined {
  const match = VERSION.exec(text.trim());
  if (match === null) return undefined;
  return [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
}

/** Below 0 when `a` is older, above 0 when it is newer, 0 when they are the same. */
export function compareVersions(a: SdkVersion, b: SdkVersion): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** Whether a fact holds for a version and view; undefined where the version cannot be read. */
export function factHolds(fact: VersionFact, version: string, view?: WebView): boolean | undefined {
  const asked = parseVersion(version);
  if (asked === undefined) return undefined;
  if (fact.view !== undefined && fact.view !== view) return false;
  return notOlder(asked, fact.from) && !(fact.before !== undefined && notOlder(asked, fact.before));
}

function notOlder(version: SdkVersion, than: string | undefined): boolean {
  const bound = than === undefined ? undefined : parseVersion(than);
  return bound === undefined || compareVersions(version, bound) >= 0;
}

function ask(id: string, version: string, view?: WebView): boolean | undefined {
  const fact = WEB_SDK_FACTS.find((each) => each.id === id);
  return fact === undefined ? undefined : factHolds(fact, version, view);
}

/** Up to 2.6.x the old base64 signature was still taken. Undefined for a version that cannot be read. */
export function takesLegacySignature(version: string): boolean | undefined {
  const jwtOnly = ask("jwt-only", version);
  return jwtOnly === undefined ? undefined : !jwtOnly;
}

/** From 2.3.0 to 3.x; up to 2.6.x `apiKey` served as well. Undefined for a version that cannot be read. */
export function wantsSdkKeyInJoin(version: string): boolean | undefined {
  return ask("sdk-key-in-join", version);
}

/** `appKey` in the signature: what this version does without it. Undefined for a version that cannot be read. */
export function appKeyClaim(
  version: string,
  view: WebView,
): "not-read" | "preferred" | "documented" | "required" | undefined {
  if (parseVersion(version) === undefined) return undefined;
  if (ask("app-key-required", version, view)) return "required";
  if (ask("app-key-documented", version, view)) return "documented";
  return ask("app-key-preferred", version, view) ? "preferred" : "not-read";
}

/** Whether a signature without `appKey` cannot be relied on: by the types from 5.0.0, in fact in client view from 6.0.0. */
export function needsAppKeyClaim(version: string, view: WebView): boolean | undefined {
  const claim = appKeyClaim(version, view);
  return claim === undefined ? undefined : claim === "required" || claim === "documented";
}

/** From 5.0.0. Undefined for a version that cannot be read. */
export function takesObfToken(version: string): boolean | undefined {
  return ask("obf-token", version);
}

/** Whether the join puts signature and tokens into an address. Undefined for a version that cannot be read. */
export function joinsByScriptRequest(version: string, view: WebView): boolean | undefined {
  const both = ask("jsonp-both-views", version, view);
  return both === undefined ? undefined : both || ask("jsonp-client-view", version, view) === true;
}

/** Older than what Zoom advises. Undefined for a version that cannot be read. */
export function isBelowAdvised(version: string): boolean | undefined {
  const advised = ask("advised", version);
  return advised === undefined ? undefined : !advised;
}
