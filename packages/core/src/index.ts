// Signing, verifying and reading: what a backend loads with each start. Everything about diagnosis is the entry
// `@countersign/core/diagnose`, two hundred files that a signer has no use for.
export { CountersignError, type ErrorCode, type Refusal } from "./errors.ts";
export { REFUSALS, type RefusalExplanation } from "./refusals.ts";
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
export {
  createVerifier,
  type Verifier,
  type VerifyOptions,
  type VerifyProblem,
  type VerifyResult,
  verify,
} from "./verify/verify.ts";
export type { NativeClaims, Role, VideoWebRtcMode, WebClaims } from "./zoom/claims.ts";
export { CREDENTIAL_FAMILIES, type CredentialFamily, publicPrefixOf } from "./zoom/environment.ts";
export { LIMITS } from "./zoom/limits.ts";
export { type MeetingNumber, parseMeetingNumber } from "./zoom/meeting-number.ts";
