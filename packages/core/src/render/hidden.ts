import type { Evidence } from "../diagnose/evidence.ts";

/** What in the call of `join()` may name a person or open a meeting. */
const PERSONAL_IN_CALL = /pass_?(?:word|code)|pwd|zak$|token$|^tk$|name|e-?mail|customer|url$/i;
/** The same of what `GET /v2/meetings/{id}` answers. */
const PERSONAL_IN_MEETING = /password|url$|^(?:id|uuid|pmi|topic|agenda|assistant_id)$|host|email/i;
/** Said of what was passed, and no secret: a message has to be able to say them. */
const OWN_WORDS = /^(?:undefined|null|\(\w+\)|\[object \w+\])$/;
const DEPTH_MAX = 4;

/** All of the evidence that has no place in what is posted: `hide` of the options of a document. */
export function hiddenOf(evidence: Evidence): string[] {
  const { signature, credentials, expected, joinCall, meeting, works } = evidence;
  const tokens = [...textsIn(signature), ...textsIn(works)];
  const all = [
    ...tokens,
    ...tokens.flatMap((token) => token.split(".").slice(1)),
    ...textsIn(credentials),
    ...textsIn(expected?.meetingNumber),
    ...named(joinCall, PERSONAL_IN_CALL),
    ...named(meeting, PERSONAL_IN_MEETING),
  ];
  return [...new Set(all)].filter((text) => !OWN_WORDS.test(text.trim()));
}

/** The texts under such names, however deep: alternative hosts stand among the settings of a meeting. */
function named(value: unknown, names: RegExp, depth = 0): string[] {
  if (typeof value !== "object" || value === null || depth >= DEPTH_MAX) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    names.test(name) ? textsIn(inner) : named(inner, names, depth + 1),
  );
}

/** The texts and numbers in a value, as texts. */
function textsIn(value: unknown, depth = 0): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (typeof value !== "object" || value === null || depth >= DEPTH_MAX) return [];
  return Object.values(value).flatMap((inner) => textsIn(inner, depth + 1));
}
