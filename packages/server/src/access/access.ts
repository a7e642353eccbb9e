import type { Role } from "@countersign/core";
import type { ApiKey } from "./api-key.ts";
import { apiKeysGate } from "./api-keys-gate.ts";
import type { DevelopmentAccess } from "./development-gate.ts";
import { developmentGate } from "./development-gate.ts";

/** Who may have a signature. There is no third way for now, and no way without one of these. */
export type Access = { readonly kind: "api-keys"; readonly keys: readonly ApiKey[] } | DevelopmentAccess;

/** What a caller may have at most. */
export interface Authority {
  /** Meeting numbers, digits only. */
  readonly meetings: "any" | ReadonlySet<string>;
  readonly maxRole: Role;
  /** Signatures for native SDKs name no meeting: whoever has one may join any. */
  readonly native: boolean;
}

export interface Caller {
  /** As it stands in the log. */
  readonly id: string;
  readonly authority: Authority;
}

export type AuthenticationProblem =
  | "api-key-from-browser"
  | "authentication-required"
  | "development-loopback-only"
  | "origin-not-allowed";

export interface Peer {
  readonly remoteAddress: string | undefined;
  /** The request's `Origin` is on the CORS list. */
  readonly originListed: boolean;
}

/** Says who calls; a problem when nobody who is known. */
export type Authenticate = (
  request: Request,
  peer: Peer,
) => Promise<Caller | AuthenticationProblem> | Caller | AuthenticationProblem;

/** @throws StartUpError where an access cannot be used as it was given */
export function authenticatorFor(access: Access): Authenticate {
  switch (access?.kind) {
    case "api-keys":
      return apiKeysGate(access.keys);
    case "development":
      return developmentGate(access);
    default:
      throw new TypeError('access has to be { kind: "api-keys", … } or { kind: "development", … }');
  }
}
