export { compare } from "./diagnose/compare/compare.ts";
export type { Comparison, Difference, Explanation } from "./diagnose/compare/comparison.ts";
export { diagnose } from "./diagnose/diagnose.ts";
export type { Evidence } from "./diagnose/evidence.ts";
export { EXAMPLE, type Example, evidenceOf, type FailingExample } from "./diagnose/example.ts";
export type { TokenKind } from "./diagnose/facts/kind.ts";
export { type Pasted, takeApart } from "./diagnose/paste.ts";
export type { Decoded, Finding, NotChecked, Outcome, Report } from "./diagnose/report.ts";
export type { Cause, Certainty, Rule, Source, Stage } from "./diagnose/rule.ts";
export { RULES } from "./diagnose/rules/index.ts";
export { masked } from "./diagnose/words.ts";
export { CountersignError, type ErrorCode, type Refusal } from "./errors.ts";
export { REFUSALS, type RefusalExplanation } from "./refusals.ts";
export { type ComparisonOptions, comparisonDocument } from "./render/comparison.ts";
export type { Block, Document, Pointed, Tone } from "./render/document.ts";
export { toMarkdown } from "./render/markdown.ts";
export { type ReportOptions, reportDocument } from "./render/report.ts";
export { type RuleOptions, ruleDocument } from "./render/rule.ts";
export { type Segment, toSegments } from "./render/segments.ts";
export { type TerminalOptions, toTerminal } from "./render/terminal.ts";
export { errorDocument } from "./render/zoom-error.ts";
export {
  type Credentials,
  credentialsFromEnv,
  type Environment,
  type EnvironmentOptions,
} from "./sign/credentials.ts";
export { checkSdkKey, checkSdkSecret } from "./sign/secret.ts";
export {
  createSigner,
  type NativeRequest,
  type Signed,
  type SignedNative,
  type Signer,
  type SignerOptions,
  type WebRequest,
} from "./sign/signer.ts";
export type { JsonObject } from "./token/compact.ts";
export { type Inspection, type InspectProblem, inspect } from "./verify/inspect.ts";
export { type VerifyOptions, type VerifyProblem, type VerifyResult, verify } from "./verify/verify.ts";
export type { NativeClaims, Role, VideoWebRtcMode, WebClaims } from "./zoom/claims.ts";
export { CREDENTIAL_FAMILIES, type CredentialFamily, publicPrefixOf } from "./zoom/environment.ts";
export {
  codeForServerText,
  type ErrorCause,
  type ErrorSource,
  type ErrorSurface,
  findZoomErrors,
  findZoomErrorsByText,
  GATEWAY_REASONS,
  type GatewayReason,
  isOnSurface,
  type KnownFrom,
  SERVER_TEXTS,
  type ServerText,
  ZOOM_ERRORS,
  type ZoomError,
} from "./zoom/error-book/index.ts";
export { LIMITS } from "./zoom/limits.ts";
export { type MeetingNumber, parseMeetingNumber } from "./zoom/meeting-number.ts";
export {
  ADVISED_WEB_SDK,
  appKeyClaim,
  compareVersions,
  factHolds,
  isBelowAdvised,
  joinsByScriptRequest,
  NEWEST_WEB_SDK_SEEN,
  needsAppKeyClaim,
  PUBLISHED_WEB_SDKS,
  parseVersion,
  type SdkVersion,
  takesLegacySignature,
  takesObfToken,
  type VersionFact,
  WEB_SDK_FACTS,
  type WebView,
  wantsSdkKeyInJoin,
} from "./zoom/sdk-versions.ts";
