import { memoryLimiter } from "./memory/limiter.ts";
import { memoryNonces } from "./memory/nonces.ts";
import { memoryValues } from "./memory/values.ts";
import type { Audit, ExpiringValues, Limiter, Nonces } from "./stores.ts";

/** All that the service remembers. */
export interface State {
  readonly limiter: Limiter;
  readonly nonces: Nonces;
  readonly values: ExpiringValues;
  /** Without one nothing is given out with which somebody can host. */
  readonly audit?: Audit | undefined;
}

/** State of this process alone. It has no audit: that has to outlive the process. */
export function memoryState(): State {
  return { limiter: memoryLimiter(), nonces: memoryNonces(), values: memoryValues() };
}
