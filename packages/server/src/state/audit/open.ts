import type { Audit } from "../stores.ts";
import type { AuditRow } from "./row.ts";

/** An audit and what only its keeper does with it. */
export interface OpenAudit extends Audit {
  /** Whether each row names the one before. */
  readonly chained: boolean;
  /** All rows in their order. @throws StoreUnavailable */
  readonly rows: () => AsyncIterable<AuditRow>;
  /** Ends what is under way. */
  readonly close: () => Promise<void>;
}
