/** Units of UCUM, as OpenTelemetry has them, in Prometheus' words. One in braces is a comment and has none. */
const UNITS: Readonly<Record<string, string>> = { s: "seconds", By: "bytes", "1": "ratio" };

export type Kind = "counter" | "gauge" | "histogram";

/**
 * The name that an instrument has in Prometheus.
 * https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/ (read 2026-11-24)
 */
export function prometheusName(name: string, unit: string | undefined, kind: Kind): string {
  const plain = name.replace(/[^A-Za-z0-9_]/g, "_");
  const word = unit === undefined || !Object.hasOwn(UNITS, unit) ? undefined : UNITS[unit];
  const withUnit = word === undefined || plain.endsWith(`_${word}`) ? plain : `${plain}_${word}`;
  return kind === "counter" && !withUnit.endsWith("_total") ? `${withUnit}_total` : withUnit;
}
