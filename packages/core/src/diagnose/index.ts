export { type ComparisonOptions, comparisonDocument } from "../render/comparison.ts";
export type { Block, Document, Pointed, Tone } from "../render/document.ts";
export { hiddenOf } from "../render/hidden.ts";
export { toMarkdown } from "../render/markdown.ts";
export { type ReportOptions, reportDocument } from "../render/report.ts";
export { type RuleOptions, ruleDocument } from "../render/rule.ts";
export { type Segment, toSegments } from "../render/segments.ts";
export { type TerminalOptions, toTerminal } from "../render/terminal.ts";
export { errorDocument } from "../render/zoom-error.ts";
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
} from "../zoom/error-book/index.ts";
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
} from "../zoom/sdk-versions.ts";
export { compare } from "./compare/compare.ts";
export type { Comparison, Difference, Explanation } from "./compare/comparison.ts";
export { diagnose } from "./diagnose.ts";
export type { Evidence } from "./evidence.ts";
export { EXAMPLE, type Example, evidenceOf, type FailingExample } from "./example.ts";
export type { TokenKind } from "./facts/kind.ts";
export { type Pasted, takeApart } from "./paste.ts";
export type { Decoded, Finding, NotChecked, Outcome, Report } from "./report.ts";
export type { Cause, Certainty, Rule, Source, Stage } from "./rule.ts";
export { RULES } from "./rules/index.ts";
export { rulesOfError } from "./rules-of-error.ts";
export { masked } from "./words.ts";
