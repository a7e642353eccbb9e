// Four processes that refresh one grant, of which any may be killed at any time.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { KillWork, Said } from "../refresh-kills-process.ts";

export interface Refresher {
  /** `refresher-1` and so on; for Postgres its `application_name`. */
  readonly name: string;
  readonly child: ChildProcess;
  readonly owner: () => string | undefined;
}

export type Lease = Extract<Said, { kind: "leased" }>;

export interface Refreshers {
  /** Starts one more. It is among `ready` when it is. */
  readonly start: () => void;
  readonly ready: () => readonly Refresher[];
  /** SIGKILL. Resolves when the process is no more. */
  readonly kill: (one: Refresher) => Promise<void>;
  /** Lets all of them end what they have under way. Resolves when they are no more. */
  readonly end: () => Promise<void>;
  /** The leases that were said, in the order of a process, and the errors that were none of the expected. */
  readonly leases: readonly Lease[];
  readonly errors: readonly string[];
}

const FILE = fileURLToPath(new URL("../refresh-kills-process.ts", import.meta.url));
/** Then a process that was let go is killed, so that none stays behind. */
const END_MILLISECONDS = 20_000;

/** @param workOf What the process of this name is to do. */
export function createRefreshers(workOf: (name: string) => KillWork): Refreshers {
  const all = new Set<ChildProcess>();
  const ready = new Set<Refresher>();
  const leases: Lease[] = [];
  const errors: string[] = [];
  let count = 0;

  function start(): void {
    const name = `refresher-${++count}`;
    let owner: string | undefined;
    const child = fork(FILE, [JSON.stringify(workOf(name))], {
      execArgv: ["--conditions=countersign-source", "--disable-warning=ExperimentalWarning"],
    });
    const refresher: Refresher = { name, child, owner: () => owner };
    all.add(child);
    // "close" comes after everything that it said has been read.
    child.once("close", (code, signal) => {
      all.delete(child);
      ready.delete(refresher);
      if (signal !== "SIGKILL" && code !== 0) errors.push(`${name} ended with ${code ?? signal}`);
    });
    child.on("message", (said: Said) => {
      if (said.kind === "ready") ready.add(refresher);
      if (said.kind === "owner") owner = said.owner;
      if (said.kind === "leased") leases.push(said);
      if (said.kind === "error") errors.push(said.error);
    });
  }

  return {
    start,
    leases,
    errors,
    ready: () => [...ready].filter(({ child }) => child.exitCode === null && child.signalCode === null),
    async kill({ child }) {
      const ended = once(child, "close");
      child.kill("SIGKILL");
      await ended;
    },
    async end() {
      const ended = [...all].map(async (child) => {
        const late = setTimeout(() => child.kill("SIGKILL"), END_MILLISECONDS);
        const closed = once(child, "close");
        // It lets go, not we: after a disconnect of ours "close" would not come.
        if (child.connected) child.send("end");
        await closed;
        clearTimeout(late);
      });
      await Promise.all(ended);
    },
  };
}
