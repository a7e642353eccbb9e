import type { Attributes } from "@opentelemetry/api";

/** More than all of this server's closed lists have together. Beyond it everything is counted in one series. */
const SERIES_MAX = 2000;
/** The name that OpenTelemetry's SDK has for it. */
const OVERFLOW = 'otel_metric_overflow="true"';
const NONE: Attributes = Object.freeze({});

/** The values of one metric, by their labels. */
export class Series<Value> {
  readonly #make: () => Value;
  readonly #byLabels = new Map<string, Value>();
  /** A set that cannot change is known again without a look at what is in it. */
  readonly #byObject = new WeakMap<Attributes, Value>();

  constructor(make: () => Value) {
    this.#make = make;
  }

  at(attributes: Attributes = NONE): Value {
    return this.#byObject.get(attributes) ?? this.#find(attributes);
  }

  /** Labels as they stand between the braces. */
  entries(): Iterable<[labels: string, value: Value]> {
    return this.#byLabels;
  }

  #find(attributes: Attributes): Value {
    const value = this.#atLabels(labelsOf(attributes));
    if (Object.isFrozen(attributes)) this.#byObject.set(attributes, value);
    return value;
  }

  #atLabels(labels: string): Value {
    const known = this.#byLabels.get(labels);
    if (known !== undefined) return known;
    if (this.#byLabels.size >= SERIES_MAX && labels !== OVERFLOW) return this.#atLabels(OVERFLOW);
    const made = this.#make();
    this.#byLabels.set(labels, made);
    return made;
  }
}

function labelsOf(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => [name.replace(/[^A-Za-z0-9_]/g, "_"), String(value)] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(",");
}

function escaped(value: string): string {
  return value.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n");
}
