import { attributeSets, type Instruments } from "./instruments.ts";

export interface ConfigurationMetrics {
  /** A configuration was read: the first, or by a reload. */
  readonly read: (how: "first" | "refused" | "reloaded") => void;
}

/** @param now Seconds since 1970. */
export function configurationMetrics(meter: Instruments, now: () => number): ConfigurationMetrics {
  const reloads = meter.createCounter("countersign.configuration.reloads", {
    description:
      "Reloads of the configuration, by outcome: reloaded, or refused, after which the one before goes on.",
    unit: "{reload}",
  });
  const since = meter.createObservableGauge("countersign.configuration.loaded.timestamp", {
    description: "When the configuration in use was read, since 1970.",
    unit: "s",
  });
  const isLatest = meter.createObservableGauge("countersign.configuration.is_latest", {
    description:
      "0 where the last reload was refused, so that an older configuration is in use than the file's.",
  });
  const ofOutcome = attributeSets("outcome");
  let loaded: number | undefined;
  let latest = true;
  since.addCallback((result) => {
    if (loaded !== undefined) result.observe(loaded);
  });
  isLatest.addCallback((result) => {
    if (loaded !== undefined) result.observe(latest ? 1 : 0);
  });

  return {
    read(how) {
      latest = how !== "refused";
      if (latest) loaded = Math.floor(now());
      if (how !== "first") {
        reloads.add(1, ofOutcome(how));
        return;
      }
      reloads.add(0, ofOutcome("reloaded"));
      reloads.add(0, ofOutcome("refused"));
    },
  };
}
