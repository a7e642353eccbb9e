import type { GivenFacts } from "./evidence.ts";
import {
  type AccountFacts,
  deriveAppInfo,
  deriveMeetingInfo,
  deriveOneNumber,
  deriveOpen,
} from "./facts/account.ts";
import { type ClaimFacts, deriveClaims, deriveMisspelled, deriveTarget } from "./facts/claims.ts";
import { type CompanionFacts, deriveAsksRole, deriveObf, deriveTk, deriveZak } from "./facts/companions.ts";
import {
  type CredentialFacts,
  deriveGivenKeyLook,
  deriveNamedKey,
  deriveSecretLook,
  deriveTokenKeyLook,
} from "./facts/credentials.ts";
import { deriveForm, type FormFacts } from "./facts/form.ts";
import { deriveJoinView, derivePasscode, deriveWholeCall, type JoinCallFacts } from "./facts/join-call.ts";
import { deriveKind, type KindFacts } from "./facts/kind.ts";
import { deriveLegacyTaken, type LegacyFacts } from "./facts/legacy.ts";
import { deriveMac, deriveMacLook, deriveMacMismatch, deriveMacMistake, type MacFacts } from "./facts/mac.ts";
import { deriveJoinNumber, deriveMn, type NumberFacts } from "./facts/numbers.ts";
import {
  deriveEncoded,
  deriveHeader,
  deriveHeaderRead,
  deriveMacText,
  derivePayload,
  derivePayloadRead,
  deriveThirdPart,
  type SegmentFacts,
} from "./facts/segments.ts";
import { deriveSegments, deriveShape, type ShapeFacts } from "./facts/shape.ts";
import { deriveSilence, type SilenceFacts } from "./facts/silence.ts";
import { deriveSymptoms, type SymptomFacts } from "./facts/symptoms.ts";
import {
  deriveExpiry,
  deriveIssuedAt,
  deriveTimeClaims,
  deriveTimes,
  type TimeFacts,
} from "./facts/times.ts";
import { attempt } from "./plain.ts";
import type { Unexplained } from "./unexplained.ts";

interface DerivedFacts
  extends FormFacts,
    ShapeFacts,
    SegmentFacts,
    KindFacts,
    ClaimFacts,
    CredentialFacts,
    LegacyFacts,
    MacFacts,
    NumberFacts,
    TimeFacts,
    CompanionFacts,
    JoinCallFacts,
    AccountFacts,
    SymptomFacts,
    SilenceFacts {}

/**
 * Everything a rule can ask for. A fact is given (it stands in the evidence) or derived. One that cannot be
 * derived is absent, and the rules that need it are not run: that is how one mistake gives one finding.
 */
export interface Facts extends GivenFacts, DerivedFacts {
  /** The error, where nothing that was found accounts for it. Known only after every other rule has run. */
  readonly unexplained: Unexplained;
}

export type FactName = keyof Facts;

/** Where in the evidence a given fact stands: what a user is asked for when it is missing. */
const GIVEN: { readonly [Name in keyof GivenFacts]: string } = {
  passed: "signature",
  sdkKey: "credentials.sdkKey",
  sdkSecret: "credentials.sdkSecret",
  otherSecrets: "credentials.others",
  expectedMeetingNumber: "expected.meetingNumber",
  expectedRole: "expected.role",
  platform: "client.platform",
  view: "client.view",
  sdkVersion: "client.sdkVersion",
  crossOriginIsolated: "client.crossOriginIsolated",
  reactVersion: "client.reactVersion",
  blocked: "client.blocked",
  webEndpoint: "client.webEndpoint",
  joinCall: "joinCall",
  error: "error",
  clock: "now",
  app: "app",
  meeting: "meeting",
  works: "works",
  secretsRemoved: "secretsRemoved",
};

/** What nobody is asked for where it was taken out on purpose. */
const SECRET: readonly (keyof GivenFacts)[] = ["sdkSecret", "otherSecrets", "secretsRemoved"];

/** What a page knows of itself, and few people could tell: nobody is asked for it. */
const OF_THE_PAGE: readonly (keyof GivenFacts)[] = ["reactVersion", "blocked", "webEndpoint"];

interface Derivation<Name extends keyof DerivedFacts> {
  /** The given facts without which it cannot be derived. */
  readonly from: readonly (keyof GivenFacts)[];
  readonly derive: (facts: Partial<Facts>) => DerivedFacts[Name] | undefined;
}

/** One line a fact, each after those it reads. */
const DERIVED: { readonly [Name in keyof DerivedFacts]: Derivation<Name> } = {
  form: { from: ["passed"], derive: deriveForm },
  shape: { from: ["passed"], derive: deriveShape },
  segments: { from: ["passed"], derive: deriveSegments },
  encoded: { from: ["passed"], derive: deriveEncoded },
  macText: { from: ["passed"], derive: deriveMacText },
  thirdPart: { from: ["passed"], derive: deriveThirdPart },
  headerRead: { from: ["passed"], derive: deriveHeaderRead },
  payloadRead: { from: ["passed"], derive: derivePayloadRead },
  header: { from: ["passed"], derive: deriveHeader },
  payload: { from: ["passed"], derive: derivePayload },
  kind: { from: ["passed"], derive: deriveKind },
  misspelled: { from: ["passed"], derive: deriveMisspelled },
  claims: { from: ["passed"], derive: deriveClaims },
  target: { from: ["passed"], derive: deriveTarget },
  secretLook: { from: ["sdkSecret"], derive: deriveSecretLook },
  givenKeyLook: { from: ["sdkKey"], derive: deriveGivenKeyLook },
  tokenKeyLook: { from: ["passed"], derive: deriveTokenKeyLook },
  namedKey: { from: ["passed"], derive: deriveNamedKey },
  mac: { from: ["passed", "sdkSecret"], derive: deriveMac },
  macMistake: { from: ["passed", "sdkSecret"], derive: deriveMacMistake },
  macMismatch: { from: ["passed", "sdkSecret"], derive: deriveMacMismatch },
  macLook: { from: ["passed"], derive: deriveMacLook },
  mn: { from: ["passed"], derive: deriveMn },
  joinNumber: { from: ["joinCall"], derive: deriveJoinNumber },
  timeClaims: { from: ["passed"], derive: deriveTimeClaims },
  issuedAt: { from: ["passed"], derive: deriveIssuedAt },
  times: { from: ["passed"], derive: deriveTimes },
  expiry: { from: ["passed"], derive: deriveExpiry },
  zak: { from: ["joinCall"], derive: deriveZak },
  obf: { from: ["joinCall"], derive: deriveObf },
  tk: { from: ["joinCall"], derive: deriveTk },
  asksRole: { from: ["passed"], derive: deriveAsksRole },
  joinView: { from: ["view"], derive: deriveJoinView },
  wholeCall: { from: ["joinCall"], derive: deriveWholeCall },
  passcode: { from: ["joinCall"], derive: derivePasscode },
  meetingInfo: { from: ["meeting"], derive: deriveMeetingInfo },
  appInfo: { from: ["app"], derive: deriveAppInfo },
  oneNumber: { from: ["passed"], derive: deriveOneNumber },
  open: { from: [], derive: deriveOpen },
  symptoms: { from: ["error"], derive: deriveSymptoms },
  silence: { from: ["error"], derive: deriveSilence },
  legacyTaken: { from: ["passed", "works"], derive: deriveLegacyTaken },
};

/** Adds to the given facts all that can be derived. */
export function deriveFacts(given: Partial<GivenFacts>): Partial<Facts> {
  const facts: Record<string, unknown> = { ...given };
  for (const [name, { derive }] of Object.entries(DERIVED)) {
    // A mistake in a derivation costs its fact, never the report.
    const value = attempt(() => derive(facts as Partial<Facts>));
    if (value !== undefined) facts[name] = value;
  }
  return facts as Partial<Facts>;
}

/** What a user could add to the evidence so that these missing facts can be had; nothing where they could not. */
export function evidenceFor(missing: readonly FactName[], given: Partial<Facts>): string[] {
  const paths: string[] = [];
  for (const name of missing) {
    if (name === "unexplained") continue;
    for (const from of isGiven(name) ? [name] : DERIVED[name].from) {
      if (given[from] !== undefined || OF_THE_PAGE.includes(from)) continue;
      if (given.secretsRemoved && SECRET.includes(from)) continue;
      if (!paths.includes(GIVEN[from])) paths.push(GIVEN[from]);
    }
  }
  return paths;
}

function isGiven(name: FactName): name is keyof GivenFacts {
  return Object.hasOwn(GIVEN, name);
}
