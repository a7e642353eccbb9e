// Kills processes that refresh one grant, and explains what came of each kill and of each loss.
import { setTimeout as pause } from "node:timers/promises";
import type { Sandbox } from "@countersign/sandbox";
import type { KeyRing } from "../../../packages/server/src/crypto/key-ring.ts";
import type { Grant, GrantKey, GrantStore } from "../../../packages/server/src/grants/grant.ts";
import { openToken, sealTokens } from "../../../packages/server/src/grants/tokens.ts";
import type { Refresher, Refreshers } from "./refreshers.ts";

export interface Killing {
  readonly sandbox: Sandbox;
  readonly store: GrantStore;
  readonly keys: KeyRing;
  readonly key: GrantKey;
  readonly refreshers: Refreshers;
  readonly kills: number;
  /** From 0 to 1, the same for the same seed. */
  readonly random: () => number;
  /** Resolves when nothing that a dead process has sent to the database is still under way there. */
  readonly settled: (name: string) => Promise<void>;
  /** Ends the lease of a dead process, as time would. */
  readonly lapse: (owner: string) => unknown;
  readonly signal: AbortSignal;
}

/** Where a process was when it was killed. */
export type Explanation =
  | "without a lease"
  | "with the lease, before Zoom did anything"
  | "between Zoom's answer and the save"
  | "while a lost token was tried again";

export interface Killed {
  readonly moment: Moment;
  readonly explanation: Explanation;
  /** The one it had leased. */
  readonly generation: number | undefined;
}

export interface Loss {
  readonly generation: number;
  readonly reason: string | undefined;
}

/** What is aimed at. Where a kill hits is found out afterwards. */
const MOMENTS = [
  "who asks Zoom, while the answer is slow",
  "anybody, at any time",
  "who asks Zoom, about when the answer comes",
  "anybody, while an answer is slow",
] as const;
type Moment = (typeof MOMENTS)[number];

const REFRESH = "oauth/token/refresh_token";
const PROCESSES = 4;

export async function killWhileRefreshing(of: Killing): Promise<{ killed: Killed[]; losses: Loss[] }> {
  const { sandbox, store, keys, key, refreshers, random, signal } = of;
  const killed: Killed[] = [];
  const losses: Loss[] = [];
  /** By generation: the refresh token that a process took with it, as the row has kept it. */
  const lost = new Map<number, string>();
  const rotations = (): number => sandbox.zoom.calls(REFRESH).done;

  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await holds())) await pause(3, undefined, { signal });
  }

  /** @throws where the row is gone, or one of its tokens is, or does not open */
  async function readWhole(): Promise<Grant & { readonly opened: string }> {
    const row = await store.read(key);
    const opened = row && (await openToken(keys, key, "refresh-token", row.generation, row.refreshToken));
    if (!row || opened === undefined) throw new Error("the row has no refresh token");
    const { generation, previousRefreshToken } = row;
    const before = await openToken(keys, key, "refresh-token", generation - 1, previousRefreshToken);
    if (generation > 1 && before === undefined) throw new Error(`generation ${generation - 1} was forgotten`);
    for (const [at, kept] of [
      [generation, opened],
      [generation - 1, before],
    ] as const) {
      if ((lost.get(at) ?? kept) !== kept)
        throw new Error(`what was kept of generation ${at} is another token`);
    }
    return { ...row, opened };
  }

  /** Looks at the row all the time, and authorizes the app again where somebody has to. */
  async function watch(isOver: () => boolean): Promise<void> {
    let last = 0;
    while (!isOver()) {
      const { generation, state, reason } = await readWhole();
      if (generation < last) throw new Error(`generation ${generation} came after ${last}`);
      last = generation;
      if (state === "needs-reauthorization") {
        losses.push({ generation, reason });
        const { accessToken, refreshToken } = sandbox.zoom.grant({ clientId: key.app, userId: key.user });
        const tokens = await sealTokens(keys, key, generation + 1, { accessToken, refreshToken, life: 3600 });
        if (!(await store.authorize(key, generation, tokens))) throw new Error("the row changed by itself");
      }
      await pause(5, undefined, { signal });
    }
  }

  async function holder(): Promise<Refresher> {
    let found: Refresher | undefined;
    await until(async () => {
      const owner = (await store.read(key))?.leaseOwner;
      found = owner === undefined ? undefined : refreshers.ready().find((one) => one.owner() === owner);
      return found !== undefined;
    });
    return found as unknown as Refresher;
  }

  async function victim(moment: Moment): Promise<Refresher> {
    const ready = refreshers.ready();
    const anybody = ready[Math.floor(random() * ready.length)] as Refresher;
    if (moment === "anybody, at any time") {
      await pause(random() * 150, undefined, { signal });
      return anybody;
    }
    const aboutThen = moment === "who asks Zoom, about when the answer comes";
    const heal = sandbox.zoom.fail(REFRESH, { kind: "slow", milliseconds: aboutThen ? 20 : 500, times: 1 });
    const before = rotations();
    // Zoom has rotated then, and its answer is not told yet.
    await until(() => rotations() > before);
    heal();
    const found = moment === "anybody, while an answer is slow" ? anybody : await holder();
    await pause(random() * 40, undefined, { signal });
    return found;
  }

  async function explain({ name, owner }: Refresher): Promise<Omit<Killed, "moment">> {
    await of.settled(name);
    // What it had sent to Zoom is in the socket, and is read and answered within this.
    await pause(50, undefined, { signal });
    const { leaseOwner, generation, opened } = await readWhole();
    if (leaseOwner === undefined || leaseOwner !== owner()) {
      return { explanation: "without a lease", generation: undefined };
    }
    // Nobody else can have asked: the lease has 30 seconds. Each generation is one rotation or one authorization after
    // a rotation that was lost.
    const ahead = rotations() + 1 - generation;
    if (ahead !== 0 && ahead !== 1) throw new Error(`Zoom is ${ahead} refreshes ahead`);
    if (ahead === 0) return { explanation: "with the lease, before Zoom did anything", generation };
    if (lost.has(generation)) return { explanation: "while a lost token was tried again", generation };
    lost.set(generation, opened);
    return { explanation: "between Zoom's answer and the save", generation };
  }

  async function killAll(): Promise<void> {
    for (let started = 0; started < PROCESSES; started++) refreshers.start();
    for (let number = 0; number < of.kills; number++) {
      await until(() => refreshers.ready().length === PROCESSES);
      const moment = MOMENTS[number % MOMENTS.length] as Moment;
      const chosen = await victim(moment);
      await refreshers.kill(chosen);
      refreshers.start();
      const explained = await explain(chosen);
      killed.push({ moment, ...explained });
      if (explained.generation !== undefined) await of.lapse(chosen.owner() ?? "");
    }
    await until(() => refreshers.ready().length === PROCESSES);
    // And it goes on: with somebody's new authorization, where the last kill was a loss.
    const { generation } = await readWhole();
    await until(async () => (await store.read(key))?.generation !== generation);
    await until(async () => (await readWhole()).generation > generation + 2);
  }

  let over = false;
  const watching = watch(() => over);
  await Promise.race([killAll(), watching]);
  over = true;
  await watching;
  await refreshers.end();
  await readWhole();
  return { killed, losses };
}
