import type { Audit } from "../state/stores.ts";
import { attributeSets, type Instruments } from "./instruments.ts";

export interface AuditMetrics {
  readonly rows: (outcome: "failed" | "written", number: number) => void;
}

export function auditMetrics(meter: Instruments): AuditMetrics {
  const rows = meter.createCounter("countersign.audit.rows", {
    description:
      "Rows for the audit, by whether they are durable. Without its row nothing is given to host with.",
    unit: "{row}",
  });
  const ofOutcome = attributeSets("outcome");
  return { rows: (outcome, number) => rows.add(number, ofOutcome(outcome)) };
}

/** The same audit, counted. */
export function meteredAudit(audit: Audit | undefined, metrics: AuditMetrics | undefined): Audit | undefined {
  if (audit === undefined || metrics === undefined) return audit;
  // So that the first failure is a change, and shows.
  metrics.rows("written", 0);
  metrics.rows("failed", 0);
  return {
    async append(entry) {
      try {
        await audit.append(entry);
      } catch (error) {
        metrics.rows("failed", 1);
        throw error;
      }
      metrics.rows("written", 1);
    },
  };
}
