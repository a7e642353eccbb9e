import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { dirname } from "node:path";
import { refuseToStart } from "../errors.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { OpenAudit } from "../state/audit/open.ts";
import { memoryState, type State } from "../state/state.ts";
import { type Audit, StoreUnavailable } from "../state/stores.ts";
import type { OpenZoom, openZoom } from "./open-zoom.ts";
import { type Part, part } from "./part.ts";
import type { Settings } from "./settings.ts";
import type { AuditSettings } from "./state-settings.ts";

type OpenPlace = Audit & Pick<OpenAudit, "close">;

export interface OpenState extends State {
  readonly audit: OpenPlace | undefined;
  readonly zoom: OpenZoom | undefined;
  readonly parts: {
    readonly stores: Part<Omit<State, "audit">>;
    readonly audit: Part<OpenPlace | undefined>;
    readonly zoom: Part<OpenZoom | undefined>;
  };
}

export interface Opening {
  /** Told when Redis goes, and when it is back; when a user's grant is in trouble; what Zoom did not give. */
  readonly tell: (line: string) => void;
  readonly now: () => number;
  readonly metrics?: Metrics | undefined;
  /** Not to serve with: an audit that one process can write to is looked at, and left to that process. */
  readonly onlyToCheck?: boolean | undefined;
}

/**
 * @param before What is open already; what is set up alike is taken from it.
 * @throws StartUpError
 */
export async function openState(
  settings: Pick<Settings, "state" | "zoom">,
  { tell, now, metrics, onlyToCheck = false }: Opening,
  before?: OpenState,
): Promise<OpenState> {
  const { redis, audit: auditPlace } = settings.state;
  const begun: Part<unknown>[] = [];
  const opening = async <Given, Opened>(
    given: Given,
    known: Part<Opened> | undefined,
    open: (given: Given) => Promise<Omit<Part<Opened>, "identity">>,
  ): Promise<Part<Opened>> => {
    const opened = await part(given, known, open);
    if (opened !== known) begun.unshift(opened);
    return opened;
  };
  try {
    const stores = await opening(redis, before?.parts.stores, async (given) => {
      if (given === undefined) return { opened: memoryState(), close: async () => undefined };
      const { openRedisState } = await import("../state/redis/open.ts");
      const opened = await openRedisState({ ...given, onChange: (up) => tell(up ? UP : DOWN) });
      const unwatch = metrics?.stores.watch("redis", opened.isUp);
      const close = async (): Promise<void> => {
        unwatch?.();
        opened.close();
      };
      return { opened, close };
    });
    const audit = await opening(auditPlace, before?.parts.audit, async (given) => {
      const opened = given && (await (onlyToCheck ? lookAtAudit : openAudit)(given));
      return { opened, close: async () => opened?.close() };
    });
    const { limiter, nonces, values } = stores.opened;
    const places = settings.zoom && pickPlaces(settings.zoom);
    // It goes with the stores, since it holds on to them.
    const zoom = await opening({ places, on: stores.identity }, before?.parts.zoom, async (given) => {
      if (given.places === undefined) return { opened: undefined, close: async () => undefined };
      const { openZoom } = await import("./open-zoom.ts");
      const opened = await openZoom(given.places, { limiter, values, tell, now, metrics });
      return { opened, close: () => opened.close() };
    });
    const parts = { stores, audit, zoom };
    return { limiter, nonces, values, audit: audit.opened, zoom: zoom.opened, parts };
  } catch (error) {
    for (const { close } of begun) await close();
    throw error;
  }
}

/** @param kept All that may go on using some of it. */
export async function closeState(state: OpenState, kept: Iterable<OpenState> = []): Promise<void> {
  const used = [...kept].map(({ parts }) => parts);
  // What asks Zoom uses the stores, so it goes first.
  for (const name of ["zoom", "audit", "stores"] as const) {
    const mine = state.parts[name];
    if (used.every((parts) => parts[name] !== mine)) await mine.close();
  }
}

const UP = "redis answers";
const DOWN = "redis does not answer: limits are counted here alone, and what needs a nonce is refused";

function pickPlaces({
  grants,
  tenants,
  urls,
}: NonNullable<Settings["zoom"]>): Parameters<typeof openZoom>[0] {
  return { grants, tenants, urls };
}

export async function openAudit({ kind, place, keys }: AuditSettings): Promise<OpenAudit> {
  const [first] = keys;
  if (first === undefined) throw new TypeError("the audit wants a key");
  const { auditKey } = await import("../state/audit/row.ts");
  const key = auditKey(first);
  try {
    switch (kind) {
      case "postgres":
        return await (await import("../state/audit/postgres.ts")).openPostgresAudit({ url: place, key });
      case "sqlite":
        return await (await import("../state/audit/sqlite.ts")).openSqliteAudit({ path: place, key });
      case "jsonl":
        return await (await import("../state/audit/jsonl.ts")).openJsonlAudit({ path: place, key });
    }
  } catch (error) {
    if (!StoreUnavailable.is(error)) throw error;
    return notOpened(kind, place);
  }
}

/** Whether it could be opened. A file of lines belongs to one process, and that may be serving right now. */
async function lookAtAudit(settings: AuditSettings): Promise<OpenPlace> {
  const { kind, place } = settings;
  if (kind !== "jsonl") return openAudit(settings);
  const { R_OK, W_OK } = constants;
  try {
    await access(dirname(place), W_OK);
    await access(place, R_OK | W_OK).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
  } catch {
    return notOpened(kind, place);
  }
  const append = (): never => {
    throw new TypeError("this audit was only looked at");
  };
  return { append, close: async () => undefined };
}

function notOpened(kind: AuditSettings["kind"], place: string): never {
  return refuseToStart(
    "file-not-readable",
    `state.audit.${kind}`,
    `the audit cannot be opened at ${place}`,
    "Check that its folder is there and that this user may write to it.",
  );
}
