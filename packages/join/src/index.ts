export {
  type JoinCause,
  JoinError,
  type JoinErrorCode,
  type JoinEvidence,
  type ZoomFailure,
} from "./error.ts";
export { type Joined, joinMeeting } from "./join.ts";
export type { JoinOptions, JoinView, SignatureRequest } from "./options.ts";
export type { SdkFiles, SdkSource } from "./sdk/source.ts";
export { type Attempt, DEADLINES, type Deadlines, type StepEvent, type StepName } from "./steps.ts";
