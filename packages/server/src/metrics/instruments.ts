import type { Attributes, Meter } from "@opentelemetry/api";

/** What the rooms of this folder ask of a meter: OpenTelemetry's has it, whoever made it, and so has this package's own. */
export type Instruments = Pick<
  Meter,
  "createCounter" | "createHistogram" | "createObservableCounter" | "createObservableGauge"
>;

/** One frozen set of labels for each combination of values: it is made once, and known again by being the same object. */
export type AttributeSets = (first: string, second?: string, third?: string) => Attributes;

interface Node {
  readonly next: Map<string, Node>;
  attributes: Attributes | undefined;
}

/**
 * Only for values out of closed lists: nothing here is ever forgotten.
 *
 * @param names Of the labels, in the order of the values.
 */
export function attributeSets(...names: readonly [string, string?, string?]): AttributeSets {
  const root: Node = { next: new Map(), attributes: undefined };
  const step = (node: Node, value: string): Node => {
    const known = node.next.get(value);
    if (known !== undefined) return known;
    const made: Node = { next: new Map(), attributes: undefined };
    node.next.set(value, made);
    return made;
  };
  return (first, second, third) => {
    let node = step(root, first);
    if (second !== undefined) node = step(node, second);
    if (third !== undefined) node = step(node, third);
    if (node.attributes === undefined) {
      const entries = [first, second, third].flatMap((value, index) =>
        value === undefined ? [] : [[names[index] ?? "", value] as const],
      );
      node.attributes = Object.freeze(Object.fromEntries(entries));
    }
    return node.attributes;
  };
}
