import type { NotChecked } from "../diagnose/report.ts";
import { list, plural } from "../diagnose/words.ts";

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

const MOST = 4;

/** What was not checked and what to give for it, the most rewarding first. */
export function notCheckedOf(notChecked: readonly NotChecked[], give: (path: string) => string): string[] {
  const counts = new Map<string, number>();
  for (const path of notChecked.flatMap((one) => one.give)) counts.set(path, (counts.get(path) ?? 0) + 1);
  const named = [...counts]
    .sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1))
    .map(([path, count]) => ({ words: `${NAMES[path] ?? path} (${give(path)})`, count }));
  const lines = named
    .slice(0, MOST)
    .map(({ words, count }) => `With ${words}: ${plural(count, "more check")}.`);
  const rest = named.slice(MOST);
  if (rest.length > 0) lines.push(`A few more with ${list(rest.map(({ words }) => words))}.`);
  const waiting = notChecked.filter((one) => one.give.length === 0 && one.missing.length > 0).length;
  if (waiting > 0) lines.push(`${plural(waiting, "check")} had nothing to look at in what was given.`);
  return lines;
}
