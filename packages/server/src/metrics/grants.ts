import type { GrantKey, GrantStore } from "../grants/grant.ts";
import type { GrantReport, Refreshed } from "../grants/refreshing.ts";
import { attributeSets, type Instruments } from "./instruments.ts";
import type { StoreMetrics } from "./stores.ts";

export interface GrantMetrics {
  readonly refreshed: (kind: GrantKey["kind"], outcome: Refreshed["kind"]) => void;
  readonly reported: (event: GrantReport["event"]) => void;
  /** Counted at looks at the metrics, every half minute at most. @returns what ends it */
  readonly watch: (store: Pick<GrantStore, "inTrouble">) => () => void;
}

const COUNT_EVERY_MILLISECONDS = 30_000;

const OUTCOMES = ["tokens", "invalid-grant", "not-done", "unknown"] as const;
const EVENTS = [
  "grant-refreshed",
  "grant-uncertain",
  "grant-needs-reauthorization",
  "grant-save-delayed",
  "grant-save-refused",
] as const satisfies readonly GrantReport["event"][];

interface Counted {
  readonly at: number;
  readonly trouble: Promise<Awaited<ReturnType<GrantStore["inTrouble"]>> | undefined>;
}

/** @param clock Milliseconds of a clock that only goes forward. */
export function grantMetrics(
  meter: Instruments,
  stores: StoreMetrics,
  clock: () => number = () => performance.now(),
): GrantMetrics {
  const refreshes = meter.createCounter("countersign.grants.refreshes", {
    description:
      "Times that Zoom was asked for new tokens, by whose (user, account) and outcome: tokens, invalid-grant, not-done (Zoom did nothing), unknown.",
    unit: "{refresh}",
  });
  const events = meter.createCounter("countersign.grants.events", {
    description: "What happened to stored grants, by event.",
    unit: "{event}",
  });
  const trouble = meter.createObservableGauge("countersign.grants.in_trouble", {
    description:
      "Users' grants that are not in order: needs-reauthorization (the user has to authorize the app again) or uncertain (it is tried once more).",
    unit: "{grant}",
  });
  const ofRefresh = attributeSets("kind", "outcome");
  const ofEvent = attributeSets("event");
  const ofState = attributeSets("state");

  let watched: Pick<GrantStore, "inTrouble"> | undefined;
  let counted: Counted | undefined;
  let isUp: boolean | undefined;

  function count(store: Pick<GrantStore, "inTrouble">): Counted["trouble"] {
    if (counted === undefined || clock() - counted.at >= COUNT_EVERY_MILLISECONDS) {
      const counting = store.inTrouble().then(
        (found) => {
          isUp = true;
          return found;
        },
        () => {
          isUp = false;
          return undefined;
        },
      );
      counted = { at: clock(), trouble: counting };
    }
    return counted.trouble;
  }

  trouble.addCallback(async (result) => {
    const found = watched && (await count(watched));
    if (found === undefined) return;
    result.observe(found.needsReauthorization, ofState("needs-reauthorization"));
    result.observe(found.uncertain, ofState("uncertain"));
  });

  return {
    refreshed: (kind, outcome) => refreshes.add(1, ofRefresh(kind, outcome)),
    reported: (event) => events.add(1, ofEvent(event)),
    watch(store) {
      watched = store;
      counted = undefined;
      isUp = undefined;
      // So that the first of each is a change, and shows.
      for (const outcome of OUTCOMES) refreshes.add(0, ofRefresh("user", outcome));
      for (const event of EVENTS) events.add(0, ofEvent(event));
      const end = stores.watch("grants", () => isUp);
      return () => {
        if (watched === store) watched = undefined;
        end();
      };
    },
  };
}
