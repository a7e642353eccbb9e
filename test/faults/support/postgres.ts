// A PostgreSQL of a test's own: a new cluster in a temporary folder, on loopback, gone afterwards. Not the
// machine's, which may hold somebody's data.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { lookThroughFolder } from "../../canary/support/suite.ts";

export interface TestPostgres {
  /** `postgres://countersign@127.0.0.1:<port>/postgres`; no password, as only loopback is listened to. */
  readonly url: string;
  readonly port: number;
  /** Ends it as `systemctl stop` would ("fast": sessions are closed), and leaves the data. */
  readonly halt: () => Promise<void>;
  /** Ends it as a power failure would. */
  readonly kill: () => Promise<void>;
  /** Starts it on the same data and port. */
  readonly start: () => Promise<void>;
  /** Ends it, looks through every byte it has written for secrets, and removes the data. */
  readonly remove: () => Promise<void>;
}

const NEEDED = ["initdb", "postgres", "pg_isready"];
const SECONDS_TO_START = 30;

/** Why there is none on this machine; `undefined` where there is. For `describe.skipIf` and its title. */
export function postgresMissing(): string | undefined {
  if (binaries() === undefined)
    return "PostgreSQL is not installed here (Debian: apt-get install postgresql)";
  if (process.getuid?.() === 0 && account() === undefined) {
    return "PostgreSQL does not run as root, and there is no user postgres here";
  }
  return undefined;
}

/** @param settings Of the server, as `name=value`. */
export async function startPostgres(settings: readonly string[] = []): Promise<TestPostgres> {
  const missing = postgresMissing();
  const bin = binaries();
  if (missing !== undefined || bin === undefined) throw new Error(missing);
  const as = process.getuid?.() === 0 ? account() : undefined;
  // Beside /tmp there is no folder that both users can be sure to enter.
  const folder = mkdtempSync("/tmp/countersign-postgres-");
  if (as) chownSync(folder, as.uid, as.gid);
  const data = join(folder, "data");
  const port = await freePort();
  const options = { cwd: folder, ...as, env: { PATH: process.env.PATH, LC_ALL: "C" } };
  execFileSync(
    join(bin, "initdb"),
    ["--pgdata", data, "--username", "countersign", "--auth", "trust", "--encoding", "UTF8", "--no-sync"],
    { ...options, stdio: ["ignore", "ignore", "pipe"] },
  );
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const given = ["listen_addresses=127.0.0.1", "unix_socket_directories=", `port=${port}`, ...settings];
    const started = spawn(join(bin ?? "", "postgres"), ["-D", data, ...given.flatMap((one) => ["-c", one])], {
      ...options,
      stdio: ["ignore", "ignore", "pipe"],
    });
    child = started;
    let said = "";
    started.stderr?.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000);
    });
    for (let tries = SECONDS_TO_START * 10; tries > 0; tries--) {
      if (started.exitCode !== null) break;
      if (isReady()) return;
      await pause(100);
    }
    throw new Error(`postgres did not start: ${said}`);
  }

  function isReady(): boolean {
    try {
      execFileSync(join(bin ?? "", "pg_isready"), ["-q", "-h", "127.0.0.1", "-p", String(port)], options);
      return true;
    } catch {
      return false;
    }
  }

  async function end(signal: "SIGINT" | "SIGQUIT"): Promise<void> {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill(signal);
    await ended;
  }

  const halt = (): Promise<void> => end("SIGINT");
  await start();
  return {
    url: `postgres://countersign@127.0.0.1:${port}/postgres`,
    port,
    start,
    halt,
    // SIGKILL would leave its processes behind; SIGQUIT ends all of them at once and without writing anything.
    kill: () => end("SIGQUIT"),
    async remove() {
      await halt();
      lookThroughFolder(data, true);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function binaries(): string | undefined {
  const debian = globSync("/usr/lib/postgresql/*/bin").sort(
    (a, b) => Number(b.split("/")[4]) - Number(a.split("/")[4]),
  );
  const folders = [...debian, ...(process.env.PATH ?? "").split(delimiter)];
  return folders.find((folder) => NEEDED.every((name) => existsSync(join(folder, name))));
}

/** The user that the package made: PostgreSQL refuses to run as root. */
function account(): { uid: number; gid: number } | undefined {
  try {
    const [uid, gid] = ["-u", "-g"].map((flag) =>
      Number(execFileSync("id", [flag, "postgres"], { stdio: "pipe" })),
    );
    return uid && gid ? { uid, gid } : undefined;
  } catch {
    return undefined;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
