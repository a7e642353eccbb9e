import { parseMeetingNumber } from "@countersign/core";
import type { Arguments } from "../command.ts";
import { UsageError } from "../failure.ts";
import { quoted } from "../words/visible.ts";

/** Who will ask the server for signatures. */
export type CallersAnswer =
  | { readonly kind: "api-key"; readonly id: string }
  | { readonly kind: "oidc"; readonly issuer: string; readonly audience: string; readonly jwks: string }
  | { readonly kind: "development" };

/** What `init` has to know to write a first configuration. */
export interface Answers {
  readonly sdkKey: string;
  /** Written into a file of its own. */
  readonly sdkSecret: string;
  readonly callers: CallersAnswer;
  /** Digits only; none where the callers' tokens name them. */
  readonly meetings: readonly string[];
  readonly maxRole: 0 | 1;
  readonly corsOrigins: readonly string[];
}

export const KINDS = ["api-key", "oidc", "development"] as const;

export function isKind(text: string): text is (typeof KINDS)[number] {
  return (KINDS as readonly string[]).includes(text);
}

/** All of it from flags and the environment, for scripts. @throws UsageError for the first that is missing */
export function answersFromFlags(args: Arguments, sdkKey: string, sdkSecret: string): Answers {
  const kind = args.text("callers") ?? missing("callers", `--callers ${KINDS.join(", or --callers ")}`);
  const meetings = meetingsOf(args.text("meetings") ?? "");
  const callers = callersOf(kind, args);
  if (callers.kind !== "oidc" && meetings.length === 0) {
    missing("meetings", '--meetings "872 7069 5528", with commas between several');
  }
  return {
    sdkKey,
    sdkSecret,
    callers,
    meetings,
    maxRole: args.is("hosts") ? 1 : 0,
    corsOrigins: args.texts("origin"),
  };
}

function callersOf(kind: string, args: Arguments): CallersAnswer {
  switch (kind) {
    case "api-key":
      return { kind, id: args.text("id") ?? "first" };
    case "development":
      return { kind };
    case "oidc":
      return {
        kind,
        issuer: args.text("issuer") ?? missing("issuer", "--issuer https://login.example.com"),
        audience: args.text("audience") ?? missing("audience", "--audience what-your-tokens-say-in-aud"),
        jwks: args.text("jwks") ?? missing("jwks", "--jwks https://login.example.com/.well-known/jwks.json"),
      };
    default:
      throw new UsageError(`--callers is ${quoted(kind)}; it is ${KINDS.join(", ")}`, "Give one of them.");
  }
}

/** @throws CountersignError for what is no meeting number */
export function meetingsOf(text: string): string[] {
  return text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .map((one) => parseMeetingNumber(one).meetingNumber);
}

function missing(flag: string, how: string): never {
  throw new UsageError(`--${flag} is missing`, `Give ${how}; or leave --yes out to be asked.`);
}
