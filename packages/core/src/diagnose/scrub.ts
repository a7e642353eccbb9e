import type { JsonObject } from "../token/compact.ts";
import { isPlaceholder } from "../zoom/placeholders.ts";
import type { Facts } from "./facts.ts";
import type { Report } from "./report.ts";

/** By every name that the SDKs of all platforms give them: passcodes, and tokens of whatever kind. */
const PRIVATE_IN_JOIN_CALL = /^(?:pass_?(?:word|code)|tk|jmak|signature|jwt|(?:user_?)?zak|\w*token)$/i;
/** What `GET /v2/meetings/{id}` answers beside the meeting's plain data. `start_url` holds a ZAK. */
const PRIVATE_IN_MEETING = /password$|^(?:start|join)_url$/i;
const SHORTEST = 6;

/**
 * Takes out of a report whatever is secret in the evidence, should a rule have let it through. No rule is
 * meant to; this is what makes one careless rule harmless.
 */
export function scrub(report: Report, facts: Partial<Facts>): Report {
  const secrets = secretsOf(facts);
  if (secrets.length === 0) return report;
  const clean = (text: string): string =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, "…"), text);
  const findings = report.findings.map((finding) => ({
    ...finding,
    at: clean(finding.at),
    message: clean(finding.message),
    help: clean(finding.help),
  }));
  const { header, payload } = report.decoded;
  const decoded = {
    ...report.decoded,
    header: cleanObject(header, clean),
    payload: cleanObject(payload, clean),
  };
  return { ...report, verdict: findings[0] ?? null, findings, decoded };
}

function cleanObject(object: JsonObject | null, clean: (text: string) => string): JsonObject | null {
  if (object === null) return null;
  const entries = Object.entries(object).map(([name, value]) => [
    clean(name),
    typeof value === "string" ? clean(value) : value,
  ]);
  return Object.fromEntries(entries) as JsonObject;
}

function secretsOf(facts: Partial<Facts>): string[] {
  const { sdkSecret, otherSecrets, joinCall, meeting, form, works, macText, passed } = facts;
  // A placeholder is nobody's secret, and a message has to be able to say the word.
  const own = [sdkSecret, ...Object.values(otherSecrets ?? {})].filter((one) => one && !isPlaceholder(one));
  const all: unknown[] = [
    ...own,
    ...valuesNamed(joinCall, PRIVATE_IN_JOIN_CALL),
    ...valuesNamed(meeting, PRIVATE_IN_MEETING),
    form?.token,
    works,
    macText,
  ];
  if (passed?.type === "text") all.push(passed.text);
  const texts = all.filter((one): one is string => typeof one === "string" && one.length >= SHORTEST);
  return [...new Set(texts)].filter((one) => !OWN_WORDS.test(one)).sort((a, b) => b.length - a.length);
}

function valuesNamed(object: JsonObject | undefined, names: RegExp): unknown[] {
  return Object.entries(object ?? {}).flatMap(([name, value]) => (names.test(name) ? [value] : []));
}

/** Evidence such as the text `undefined` is no secret, and a message has to be able to say it. */
const OWN_WORDS = /^(?:undefined|\(\w+\)|\[object \w+\])$/;
