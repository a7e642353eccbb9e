export { API_ASSUMPTIONS, type ApiAssumption, LIFETIMES } from "./api/assumptions.ts";
export type { Calls } from "./api/calls.ts";
export type { Companion } from "./api/companions.ts";
export type { GrantNow, IssuedGrant, ZoomControl } from "./api/control.ts";
export { ConnectionReset, ENDPOINTS, type Endpoint, type Failure, type FailureKind } from "./api/failure.ts";
export type { ApiOptions, Lifetimes, OAuthApp, SandboxUser } from "./api/options.ts";
export type { WebhookAnswer, WebhookEvent, WebhookSending, WebhookTarget } from "./api/webhooks.ts";
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
