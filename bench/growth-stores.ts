// What is kept on the disk: the audit and the grants, each in one SQLite file.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type AuditEntry, auditKey, type OpenAudit, openSqliteAudit } from "@countersign/server";
import { createKeyRing } from "../packages/server/src/crypto/key-ring.ts";
import { createAccessTokens } from "../packages/server/src/grants/access-tokens.ts";
import type { GrantKey, GrantStore } from "../packages/server/src/grants/grant.ts";
import { openSqliteGrants } from "../packages/server/src/grants/sqlite.ts";
import { sealTokens } from "../packages/server/src/grants/tokens.ts";
import { meetingAt, type Series, spreadOver } from "./growth-series.ts";
import { NOW, SDK_KEY } from "./runtimes-signers.ts";

/** Rows of a list that somebody looks at. */
const PAGE = 500;

interface Kept<Store> {
  readonly store: Store;
  readonly close: () => Promise<void>;
}

async function inFile<Store extends { close: () => Promise<void> }>(
  open: (path: string) => Promise<Store>,
  fill: (database: DatabaseSync) => void,
): Promise<Kept<Store>> {
  const folder = mkdtempSync(join(tmpdir(), "bench-growth-"));
  const path = join(folder, "store.db");
  const store = await open(path);
  const database = new DatabaseSync(path);
  database.exec("BEGIN IMMEDIATE");
  fill(database);
  database.exec("COMMIT");
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
  return {
    store,
    async close() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Rows of the form and length of real ones; nobody verifies their chain here. */
const FILL_AUDIT = `WITH RECURSIVE rows(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM rows WHERE n < ?)
  INSERT INTO countersign_audit
    (id, at, request_id, tenant, caller, action, meeting_number, zoom_user, token, expires_at, key, previous, mac)
  SELECT hex(randomblob(18)), ${NOW} + n, hex(randomblob(18)), 'default', hex(randomblob(21)), 'host-signature',
    hex(randomblob(21)), hex(randomblob(21)), hex(randomblob(21)), ${NOW} + n + 1801, 'k1234567', hex(randomblob(21)),
    hex(randomblob(21)) FROM rows`;

const AUDIT_KEY = auditKey(randomBytes(32));

function auditOf(size: number): Promise<Kept<OpenAudit>> {
  return inFile(
    (path) => openSqliteAudit({ path, key: AUDIT_KEY }),
    (database) => {
      if (size > 0) database.prepare(FILL_AUDIT).run(size);
    },
  );
}

function entryAt(turn: number): AuditEntry {
  return {
    at: NOW,
    requestId: crypto.randomUUID(),
    tenant: "default",
    caller: "key:k1",
    action: "host-signature",
    meetingNumber: meetingAt(turn % 512),
    zoomUser: "host@example.com",
    tokenSha256: "0".repeat(64),
    expiresAt: NOW + 1801,
  };
}

const auditSeries: readonly Series[] = [
  {
    of: "rows of the audit, in SQLite",
    operation: "a row appended, durable",
    sizes: [0, 1000, 100_000, 1_000_000],
    wanted: "slower than linear",
    async prepare(size) {
      const { store, close } = await auditOf(size);
      const once = async (turn: number): Promise<string> => {
        await store.append(entryAt(turn));
        return "x";
      };
      return { once, close, warmUp: 20, waits: true };
    },
  },
  {
    of: "rows of the audit, in SQLite",
    operation: `one of the first ${PAGE} rows listed`,
    sizes: [1000, 100_000, 1_000_000],
    wanted: "constant",
    async prepare(size) {
      const { store, close } = await auditOf(size);
      const once = async (): Promise<string> => {
        let seen = "";
        let rows = 0;
        for await (const { mac } of store.rows()) {
          seen = mac;
          rows += 1;
          if (rows === PAGE) break;
        }
        return seen;
      };
      return { once, close, operations: PAGE, warmUp: 20 };
    },
  },
];

function grantAt(index: number): GrantKey {
  return { tenant: "default", app: SDK_KEY, kind: "user", user: `user-${index}@example.com` };
}

const FILL_GRANT = `INSERT INTO countersign_grants (tenant, app, kind, zoom_user, generation, state, refresh_token_enc,
    access_token_enc, access_until, authorized_at) VALUES (?, ?, 'user', ?, 1, ?, ?, ?, ?, ?)`;
const DAY_MS = 86_400_000;

const KEYS = await createKeyRing([randomBytes(32)]);

/** As long as Zoom's are. Those that are read are sealed for their rows, the others hold what one of these holds. */
async function grantsOf(size: number, read: readonly number[]): Promise<Kept<GrantStore>> {
  const plain = { refreshToken: "r".repeat(700), accessToken: "a".repeat(700), life: 3600 };
  const sealed = new Map<number, Awaited<ReturnType<typeof sealTokens>>>();
  for (const index of read) sealed.set(index, await sealTokens(KEYS, grantAt(index), 1, plain));
  const [other] = sealed.values();
  return inFile(openSqliteGrants, (database) => {
    const insert = database.prepare(FILL_GRANT);
    for (let index = 0; index < size; index++) {
      const { tenant, app, user } = grantAt(index);
      const { refreshToken = null, accessToken = null } = sealed.get(index) ?? other ?? {};
      const state = index % 100 === 99 ? "uncertain" : "active";
      const now = NOW * 1000;
      insert.run(tenant, app, user, state, refreshToken, accessToken, now + DAY_MS, now);
    }
  });
}

const GRANT_SIZES = [10, 100, 1000, 10_000, 100_000];

const grantSeries: readonly Series[] = [
  {
    of: "users' grants, in SQLite",
    operation: "the access token for a join, read and opened",
    sizes: GRANT_SIZES,
    wanted: "slower than linear",
    async prepare(size) {
      const places = spreadOver(size);
      const { store, close } = await grantsOf(size, places);
      const refresh = () => Promise.reject(new Error("nothing is to be refreshed"));
      const tokens = createAccessTokens({ store, keys: KEYS, refresh });
      const keys = places.map(grantAt);
      const [first] = keys;
      if (first === undefined) throw new TypeError("there is a grant");
      const once = async (turn: number): Promise<string> =>
        (await tokens.get(keys[turn % keys.length] ?? first)).token;
      return { once, close };
    },
  },
  {
    of: "users' grants, in SQLite",
    operation: "how many are in trouble, which the metrics ask every half minute",
    sizes: GRANT_SIZES,
    wanted: "linear",
    why: "one of a hundred is in trouble here, and those are counted; the others are not looked at",
    async prepare(size) {
      const { store, close } = await grantsOf(size, [0]);
      const once = async (): Promise<string> => String((await store.inTrouble()).uncertain);
      return { once, close, warmUp: 1 };
    },
  },
];

export const storeSeries: readonly Series[] = [...auditSeries, ...grantSeries];
