import { createHash } from "node:crypto";
import { refuseToStart } from "../errors.ts";
import { openJsonlAudit } from "../state/audit/jsonl.ts";
import type { OpenAudit } from "../state/audit/open.ts";
import { openPostgresAudit } from "../state/audit/postgres.ts";
import { auditKey } from "../state/audit/row.ts";
import { openSqliteAudit } from "../state/audit/sqlite.ts";
import { openRedisState } from "../state/redis/open.ts";
import { memoryState, type State } from "../state/state.ts";
import { StoreUnavailable } from "../state/stores.ts";
import type { AuditSettings, StateSettings } from "./state-settings.ts";

/** Something open, and what it was opened with: the same settings keep it over a reload. */
interface Part<Opened> {
  readonly identity: string;
  readonly opened: Opened;
  readonly close: () => Promise<void>;
}

export interface OpenState extends State {
  readonly audit: OpenAudit | undefined;
  readonly parts: {
    readonly stores: Part<Omit<State, "audit">>;
    readonly audit: Part<OpenAudit | undefined>;
  };
}

/**
 * @param before What is open already; what is set up alike is taken from it.
 * @param tell Told when Redis goes, and when it is back.
 * @throws StartUpError
 */
export async function openState(
  settings: StateSettings,
  tell: (line: string) => void,
  before?: OpenState,
): Promise<OpenState> {
  const stores = await part(settings.redis, before?.parts.stores, async (redis) => {
    if (redis === undefined) return { opened: memoryState(), close: async () => undefined };
    const opened = await openRedisState({ ...redis, onChange: (up) => tell(up ? UP : DOWN) });
    return { opened, close: async () => opened.close() };
  });
  try {
    const audit = await part(settings.audit, before?.parts.audit, async (given) => {
      const opened = given && (await openAudit(given));
      return { opened, close: async () => opened?.close() };
    });
    const { limiter, nonces, values } = stores.opened;
    return { limiter, nonces, values, audit: audit.opened, parts: { stores, audit } };
  } catch (error) {
    if (stores !== before?.parts.stores) await stores.close();
    throw error;
  }
}

/** @param kept All that may go on using some of it. */
export async function closeState(state: OpenState, kept: Iterable<OpenState> = []): Promise<void> {
  const { stores, audit } = state.parts;
  const used = [...kept].map(({ parts }) => parts);
  if (used.every((parts) => parts.audit !== audit)) await audit.close();
  if (used.every((parts) => parts.stores !== stores)) await stores.close();
}

const UP = "redis answers";
const DOWN = "redis does not answer: limits are counted here alone, and what needs a nonce is refused";

async function part<Given, Opened>(
  settings: Given,
  before: Part<Opened> | undefined,
  open: (settings: Given) => Promise<Omit<Part<Opened>, "identity">>,
): Promise<Part<Opened>> {
  const identity = identityOf(settings);
  if (before?.identity === identity) return before;
  return { identity, ...(await open(settings)) };
}

/** A hash, since there are passwords in it. */
function identityOf(settings: unknown): string {
  const plain = JSON.stringify({ settings }, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value,
  );
  return createHash("sha256").update(plain).digest("hex");
}

export async function openAudit({ kind, place, keys }: AuditSettings): Promise<OpenAudit> {
  const [first] = keys;
  if (first === undefined) throw new TypeError("the audit wants a key");
  const key = auditKey(first);
  try {
    if (kind === "postgres") return await openPostgresAudit({ url: place, key });
    return await (kind === "sqlite" ? openSqliteAudit : openJsonlAudit)({ path: place, key });
  } catch (error) {
    if (!StoreUnavailable.is(error)) throw error;
    return refuseToStart(
      "file-not-readable",
      `state.audit.${kind}`,
      `the audit cannot be opened at ${place}`,
      "Check that its folder is there and that this user may write to it.",
    );
  }
}
