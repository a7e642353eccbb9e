export {
  GATEWAY_CHECKS,
  type GatewayCheck,
  type GatewayRefusal,
  JOIN_CHECKS,
  type JoinCheck,
  type JoinRefusal,
  SANDBOX_MEETINGS,
  type SandboxApp,
  type SandboxMeeting,
  TOLERANCES,
  type Tolerances,
} from "./assumptions.ts";
export { formatEvent, type SandboxEvent } from "./log.ts";
export type { RecordedJoin } from "./records.ts";
export { createSandbox, type Sandbox, type SandboxOptions } from "./sandbox.ts";
export { type StartedSandbox, type StartOptions, startSandbox } from "./start.ts";
export { throwAwayApp } from "./throw-away.ts";
