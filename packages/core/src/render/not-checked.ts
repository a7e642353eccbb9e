import type { NotChecked } from "../diagnose/report.ts";
import { plural } from "../diagnose/words.ts";

/** What each piece of evidence is called in a sentence. */
const NAMES: { readonly [path: string]: string } = {
  signature: "the signature",
  "credentials.sdkKey": "the SDK key",
  "credentials.sdkSecret": "the SDK secret",
  "credentials.others": "other secrets to try",
  "expected.meetingNumber": "the meeting number",
  "expected.role": "the role",
  "client.platform": "the platform",
  "client.view": "the view",
  "client.sdkVersion": "the version of the SDK",
  "client.crossOriginIsolated": "whether the page is cross-origin isolated",
  joinCall: "the call of `join()`",
  error: "the error that was shown",
  now: "the time",
  app: "the app's manifest",
  meeting: "what Zoom's API says of the meeting",
  works: "a signature that works",
};

/**
 * What was not checked and what to give for it, the most rewarding first; each rule is counted where it lacks
 * the least.
 */
export function notCheckedOf(notChecked: readonly NotChecked[], give: (path: string) => string): string[] {
  const counts = new Map<string, number>();
  for (const { give: paths } of notChecked) {
    if (paths.length === 0) continue;
    const key = [...paths].sort().join(" ");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const waiting = notChecked.filter((one) => one.give.length === 0 && one.missing.length > 0).length;
  const lines = [...counts]
    .sort(([a, first], [b, second]) => second - first || a.length - b.length || (a < b ? -1 : 1))
    .map(([key, count]) => {
      const asked = key.split(" ").map((path) => `${NAMES[path] ?? path} (${give(path)})`);
      return `With ${asked.join(" and ")}: ${plural(count, "more check")}.`;
    });
  return waiting > 0
    ? [...lines, `${plural(waiting, "check")} had nothing to look at in this signature.`]
    : lines;
}
