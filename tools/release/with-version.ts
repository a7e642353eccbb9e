/** What stands before a version of ours: others' packages may happen to have the same. */
const OURS = String.raw`((?:countersign(?:/[\w-]+)?"?:|[vV]ersion"?:|VERSION=)\s*"?)`;

/** The text with our version replaced where it is named as ours: in manifests, image tags and the chart. */
export function withVersion(text: string, before: string, after: string): string {
  return text.replace(new RegExp(`${OURS}${before.replaceAll(".", "\\.")}(?![\\w.+-])`, "g"), `$1${after}`);
}
