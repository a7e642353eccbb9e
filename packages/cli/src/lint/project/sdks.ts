import { factHolds, parseVersion, WEB_SDK_FACTS } from "@countersign/core/diagnose";
import type { Module } from "../code/module.ts";
import type { SdkInUse } from "../report.ts";
import { positionOf, type SourceFile } from "./source-file.ts";

/** The package, and what it was called up to 2.x. */
const PACKAGES = "(?:@zoom/meetingsdk|@zoomus/websdk)";
const VERSION = "(\\d{1,5}\\.\\d{1,5}\\.\\d{1,5}(?:-[\\w.]{1,32})?)";

/** How each lock file writes an installed version. */
const IN_LOCK: Readonly<Record<string, readonly RegExp[]>> = {
  "package-lock.json": npmLock(),
  "npm-shrinkwrap.json": npmLock(),
  "pnpm-lock.yaml": [new RegExp(`^ {2}['"]?/?${PACKAGES}[@/]${VERSION}(?:[(_][^\\n]*)?['"]?:`, "gm")],
  "yarn.lock": [new RegExp(`^"?${PACKAGES}@[^\\n]{1,200}:\\r?\\n {2}version:? "?${VERSION}"?`, "gm")],
  "bun.lock": [new RegExp(`"${PACKAGES}@${VERSION}"`, "g")],
};

function npmLock(): RegExp[] {
  return [
    new RegExp(`"(?:[^"\\n]{0,200}/)?node_modules/${PACKAGES}": \\{\\s{1,20}"version": "${VERSION}"`, "g"),
    // The first form of the file, and a package under another name.
    new RegExp(`"${PACKAGES}": \\{\\s{1,20}"version": "${VERSION}"`, "g"),
    new RegExp(`"name": "${PACKAGES}",\\s{1,20}"version": "${VERSION}"`, "g"),
  ];
}

const IN_MANIFEST = new RegExp(`"${PACKAGES}"\\s*:\\s*"([~^]?)v?${VERSION}"`, "g");

/** `source.zoom.us/3.1.6/…`, `source.zoom.us/zoom-meeting-3.1.6.min.js`, the embedded one too, and other clouds. */
const IN_ADDRESS = new RegExp(
  `(?:source\\.zoom(?:gov)?\\.(?:us|com)|jssdk\\.zoomus\\.cn)/(?:${VERSION}/|zoom-meeting-(?:embedded-)?${VERSION}\\.min\\.js)`,
  "g",
);

export function sdksInLock(file: SourceFile): readonly SdkInUse[] {
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  return distinct(
    (IN_LOCK[name] ?? []).flatMap((pattern) =>
      [...file.text.matchAll(pattern)].map((found) =>
        sdk(found[1] ?? "", true, "lock file", file, found.index + found[0].search(/meetingsdk|websdk/)),
      ),
    ),
  );
}

/** A range holds its lowest version only; what is neither a version nor a simple range is left out. */
export function sdksInManifest(file: SourceFile): readonly SdkInUse[] {
  return distinct(
    [...file.text.matchAll(IN_MANIFEST)].map((found) =>
      sdk(found[2] ?? "", found[1] === "", "package.json", file, found.index),
    ),
  );
}

/** In the texts of a script; what a comment says is not loaded. */
export function sdksInTexts(module: Module): readonly SdkInUse[] {
  return distinct(
    module
      .all("StringLiteral", "TemplateElement")
      .flatMap(({ start, end }) =>
        sdksInAddresses(module.file, module.text.slice(start, end), module.base + start),
      ),
  );
}

/** In a piece of a file that begins at `base`. */
export function sdksInAddresses(file: SourceFile, text: string, base: number = 0): readonly SdkInUse[] {
  return distinct(
    [...text.matchAll(IN_ADDRESS)].map((found) =>
      sdk(found[1] ?? found[2] ?? "", true, "CDN address", file, base + found.index),
    ),
  );
}

function sdk(
  version: string,
  exact: boolean,
  from: SdkInUse["from"],
  file: SourceFile,
  at: number,
): SdkInUse {
  const facts = WEB_SDK_FACTS.filter(
    (fact) => factHolds(fact, version, "client-view") || factHolds(fact, version, "component-view"),
  ).map(({ says, view }) => (view === undefined ? says : `${view}: ${says}`));
  return { version, exact, from, file: file.path, line: positionOf(file.text, at).line, facts };
}

/** One of each version a file holds. */
function distinct(sdks: readonly SdkInUse[]): readonly SdkInUse[] {
  return sdks.filter(({ version }, index) => sdks.findIndex((each) => each.version === version) === index);
}

/** What a question about the version has for an answer, where all versions in use have the same one. */
export function agreed<Answer>(
  sdks: readonly SdkInUse[],
  ask: (version: string) => Answer | undefined,
): Answer | undefined {
  const [first, ...others] = sdks.map(({ version }) => ask(version));
  return others.every((each) => each === first) ? first : undefined;
}

/** The major version of all that is in use; undefined where they differ. */
export function majorOf(sdks: readonly SdkInUse[]): number | undefined {
  return agreed(sdks, (version) => parseVersion(version)?.[0]);
}
