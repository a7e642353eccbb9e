import type {
  Attributes,
  Counter,
  Histogram,
  MetricOptions,
  Observable,
  ObservableCallback,
} from "@opentelemetry/api";
import type { Instruments } from "../instruments.ts";
import {
  type Buckets,
  type Cell,
  counterSamples,
  type Family,
  histogramSamples,
  observedSamples,
} from "./families.ts";
import { type Kind, prometheusName } from "./names.ts";
import { Series } from "./series.ts";

export interface PrometheusMeter {
  readonly meter: Instruments;
  /** Everything measured so far, in Prometheus' text format 0.0.4. Never rejects. */
  readonly text: () => Promise<string>;
  readonly families: () => readonly Omit<Family, "samples">[];
}

/**
 * A meter of OpenTelemetry's that Prometheus can read: as much of one as this server needs. With it a server has
 * numbers without an SDK; see docs/decisions/metrics.md. An instrument that is made twice is the same one.
 */
export function prometheusMeter(): PrometheusMeter {
  const families = new Map<string, Family>();
  const made = new Map<string, unknown>();

  function once<Instrument>(
    kind: Kind,
    name: string,
    { unit, description = "" }: MetricOptions,
    make: (name: string) => { readonly instrument: Instrument; readonly samples: Family["samples"] },
  ): Instrument {
    const full = prometheusName(name, unit, kind);
    const before = families.get(full);
    if (before !== undefined && before.kind !== kind) {
      throw new TypeError(`${full} is a ${before.kind} already`);
    }
    if (before === undefined) {
      const { instrument, samples } = make(full);
      families.set(full, { name: full, help: description, kind, samples });
      made.set(full, instrument);
    }
    return made.get(full) as Instrument;
  }

  function observable(kind: Kind, name: string, options: MetricOptions): Observable {
    return once<Observable>(kind, name, options, (full) => {
      const callbacks = new Set<ObservableCallback>();
      return {
        instrument: {
          addCallback: (callback) => void callbacks.add(callback),
          removeCallback: (callback) => void callbacks.delete(callback),
        },
        samples: () => observedSamples(full, callbacks),
      };
    });
  }

  const meter: Instruments = {
    createCounter: (name, options = {}) =>
      once<Counter>("counter", name, options, (full) => {
        const series = new Series<Cell>(() => ({ value: 0 }));
        return {
          instrument: {
            add(value: number, attributes?: Attributes): void {
              // A counter only grows: whatever else comes is a mistake, and no reason to spoil the whole.
              if (value >= 0) series.at(attributes).value += value;
            },
          },
          samples: async () => counterSamples(full, series),
        };
      }),
    createHistogram: (name, options = {}) =>
      once<Histogram>("histogram", name, options, (full) => {
        const bounds = options.advice?.explicitBucketBoundaries ?? [];
        const series = new Series<Buckets>(() => ({ counts: new Array(bounds.length + 1).fill(0), sum: 0 }));
        return {
          instrument: {
            record(value: number, attributes?: Attributes): void {
              const buckets = series.at(attributes);
              let index = 0;
              while (index < bounds.length && value > (bounds[index] ?? 0)) index += 1;
              buckets.counts[index] = (buckets.counts[index] ?? 0) + 1;
              buckets.sum += value;
            },
          },
          samples: async () => histogramSamples(full, bounds, series),
        };
      }),
    createObservableCounter: (name, options = {}) => observable("counter", name, options),
    createObservableGauge: (name, options = {}) => observable("gauge", name, options),
  };

  return {
    meter,
    async text() {
      const all = await Promise.all(
        [...families.values()].map(async ({ name, help, kind, samples }) => {
          const lines = await samples();
          return lines.length === 0
            ? ""
            : [
                `# HELP ${name} ${help.replace(/\\/g, "\\\\").replace(/\n/g, "\\n")}`,
                `# TYPE ${name} ${kind}`,
                ...lines,
                "",
              ].join("\n");
        }),
      );
      return all.join("");
    },
    families: () => [...families.values()].map(({ name, help, kind }) => ({ name, help, kind })),
  };
}
