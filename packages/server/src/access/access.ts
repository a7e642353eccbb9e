import type { ApiKey } from "./api-key.ts";
import { apiKeyRecords, apiKeys } from "./api-keys.ts";
import type { Authenticator } from "./caller.ts";
import { type DevelopmentAccess, development, developmentMeetings } from "./development.ts";
import type { Policy } from "./policy.ts";

/** API keys alone: each may have what its record says. */
export interface ApiKeysAccess {
  readonly kind: "api-keys";
  readonly keys: readonly ApiKey[];
}

/** Who is known, and what they may have: two questions, neither with a default that says yes. */
export interface AccessParts {
  /** Asked in order; the first to find its kind of credential answers. */
  readonly authenticate: Authenticator | readonly Authenticator[];
  readonly policy: Policy;
}

/** Who may have a signature. */
export type Access = AccessParts | ApiKeysAccess | DevelopmentAccess;

/** @throws StartUpError where an access cannot be used as it was given */
export function partsOf(access: Access): {
  readonly authenticators: readonly Authenticator[];
  readonly policy: Policy;
} {
  if (typeof access === "object" && access !== null) {
    if ("authenticate" in access) {
      const authenticators = [access.authenticate].flat();
      if (
        authenticators.length > 0 &&
        authenticators.every(isAuthenticator) &&
        typeof access.policy === "function"
      ) {
        return { authenticators, policy: access.policy };
      }
    } else if (access.kind === "api-keys") {
      return { authenticators: [apiKeys(access.keys)], policy: apiKeyRecords(access.keys) };
    } else if (access.kind === "development") {
      return { authenticators: [development(access)], policy: developmentMeetings(access) };
    }
  }
  throw new TypeError(
    'access has to be { authenticate, policy }, { kind: "api-keys", … } or { kind: "development", … }',
  );
}

function isAuthenticator(value: unknown): value is Authenticator {
  return typeof value === "function" && "facts" in value;
}
