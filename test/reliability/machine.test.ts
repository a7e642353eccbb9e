// The machine goes wrong under a server: its clock, its disk, its limits, and whoever reads its log. R10, R11, R15 and R18
// of the plan of faults, as processes of their own.
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { Agent } from "node:http";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { auditKey, openSqliteAudit, verifyAuditChain } from "@countersign/server";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { isLong } from "../support/record.ts";
import { recording } from "../support/recording.ts";
import { decode } from "./support/decode.ts";
import { ask, isGood, startLoad } from "./support/load.ts";
import { AUDIT_KEY, createWorld, type World } from "./support/world.ts";

const total = recording("machine");
const MEBIBYTE = 1024 * 1024;
const LIMIT = { timeout: 120_000 };
const sum = { faults: 0, requests: 0, signatures: 0 };
const facts: Record<string, number> = {};

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterEach(() => world.end());
afterAll(() => {
  total.add(sum, facts);
  world?.remove();
});

/** A signature asked for, and what became of it. */
async function sign(port: number, role: 0 | 1 = 0, now?: number): Promise<"signed" | number> {
  const asked = await ask({ port, key: role === 0 ? world.guest : world.host, role });
  sum.requests += 1;
  if (asked.status !== 200 || !isGood(asked.text, role, undefined, now)) return asked.status;
  sum.signatures += 1;
  return "signed";
}

const HOUR = 3600;
const JUMPS: readonly (readonly [name: string, clock: (at: number) => string])[] = [
  ["as it is", () => "offset 0"],
  ["an hour ahead", () => `offset ${HOUR}`],
  ["an hour back", () => `offset -${HOUR}`],
  ["three days ahead", () => `offset ${72 * HOUR}`],
  ["back again", () => "offset 0"],
  ["standing still", (at) => `at ${at}`],
  ["a second ahead", () => "offset 1"],
  ["a second back", () => "offset -1"],
  ["after 2038", () => "at 2147483700"],
  ["after 2106", () => "at 4294967400"],
  ["right again", () => "offset 0"],
];

test(
  "R10: the clock jumps, and each signature has the life that Zoom takes, from the time that it is",
  LIMIT,
  async () => {
    const file = join(world.folder, "clock");
    writeFileSync(file, "offset 0");
    const server = await world.start({
      env: { CLOCK_FILE: file },
      nodeFlags: ["--import", join(import.meta.dirname, "support/clock.mjs")],
    });
    for (const [name, clock] of JUMPS) {
      const at = Math.floor(Date.now() / 1000);
      const [kind = "", seconds = ""] = clock(at).split(" ");
      writeFileSync(file, clock(at));
      const now = kind === "at" ? Number(seconds) : at + Number(seconds);
      for (const role of [0, 1] as const) {
        const { text } = await ask({ port: server.port, key: role === 0 ? world.guest : world.host, role });
        const { iat, exp } = decode(text);
        const life = exp - iat;
        expect([name, role, isGood(text, role, undefined, now), life > 1800 && life <= 172_800]).toEqual([
          name,
          role,
          true,
          true,
        ]);
        expect(Math.abs(iat - (now - 30))).toBeLessThanOrEqual(10);
        sum.requests += 1;
        sum.signatures += 1;
      }
      sum.faults += 1;
    }
    writeFileSync(file, "at 1577836800");
    const ready = await fetch(`${server.url}/readyz`);
    const refused = await sign(server.port, 0);
    expect({ ready: ready.status, refused }).toEqual({ ready: 503, refused: 503 });
    writeFileSync(file, "offset 0");
    expect(await sign(server.port)).toBe("signed");
    sum.faults += 1;
    expect(await server.stop()).toBe(0);
  },
);

function cannotMount(): string | undefined {
  try {
    execFileSync("unshare", ["-m", "true"], { stdio: "ignore" });
    return undefined;
  } catch {
    return "this user may not mount a file system of its own";
  }
}

const noMount = cannotMount();
test.skipIf(noMount)(`R11: the disk is full${noMount ? `: skipped, ${noMount}` : ""}`, LIMIT, async () => {
  const data = join(world.folder, "data");
  const server = await world.start({
    through: ["unshare", "-m"],
    before: `mount -t tmpfs -o size=512k tmpfs ${data}`,
  });
  // Its file system, seen from here.
  const filler = `/proc/${server.pid}/root${data}/filler`;
  const seen: Record<string, unknown> = { before: await sign(server.port, 1) };
  try {
    writeFileSync(filler, Buffer.alloc(MEBIBYTE));
  } catch {
    // As full as can be.
  }
  let hosts: "signed" | number = "signed";
  for (let more = 0; more < 400 && hosts === "signed"; more += 1) hosts = await sign(server.port, 1);
  seen.full = { hosts, participants: await sign(server.port) };
  for (let more = 0; more < 20; more += 1) {
    if ((await sign(server.port)) !== "signed") seen.full = "participants stopped";
  }
  rmSync(filler);
  seen.after = await sign(server.port, 1);
  const path = `/proc/${server.pid}/root${data}/audit.sqlite`;
  const audit = await openSqliteAudit({ path, key: auditKey(AUDIT_KEY) });
  seen.chain = (await verifyAuditChain(audit.rows(), { keys: [auditKey(AUDIT_KEY)] })).ok;
  await audit.close();
  seen.exit = await server.stop();
  expect(seen).toEqual({
    before: "signed",
    full: { hosts: 503, participants: "signed" },
    after: "signed",
    chain: true,
    exit: 0,
  });
  sum.faults += 1;
});

describe("R15: less than it wants", () => {
  test("64 file descriptors, and more callers than that", LIMIT, async () => {
    const server = await world.start({ before: "ulimit -n 64" });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const kept = (): ReturnType<typeof ask> => ask({ port: server.port, key: world.guest, agent });
    const before = (await kept()).status;
    const sockets = await dial(server.port, 120);
    const during = [];
    for (let more = 0; more < 20; more += 1) during.push((await kept()).status);
    for (const socket of sockets) socket.destroy();
    agent.destroy();
    await pause(300);
    const after = await sign(server.port);
    const exit = await server.stop();
    expect({ before, during: new Set(during), after, exit }).toEqual({
      before: 200,
      during: new Set([200]),
      after: "signed",
      exit: 0,
    });
    sum.faults += 1;
  });

  test("a heap of 96 MiB, under load with bodies that are too long", LIMIT, async () => {
    const server = await world.start({ nodeFlags: ["--max-old-space-size=96"] });
    const load = startLoad(server.port, world.guest, 4);
    const big = "x".repeat(MEBIBYTE);
    const until = Date.now() + (isLong ? 10_000 : 800);
    const statuses = new Set<number>();
    while (Date.now() < until) {
      const answers = await Promise.all(
        Array.from({ length: 8 }, () =>
          fetch(`${server.url}/v1/signature`, {
            method: "POST",
            headers: { "content-type": "application/json", authorization: `Bearer ${world.guest}` },
            body: big,
          }),
        ),
      );
      for (const answer of answers) {
        statuses.add(answer.status);
        await answer.arrayBuffer();
      }
    }
    const tally = await load.stop();
    sum.requests += tally.asked;
    sum.signatures += tally.signatures;
    const exit = await server.stop();
    expect({ failures: tally.failures, statuses, exit }).toEqual({
      failures: [],
      statuses: new Set([413]),
      exit: 0,
    });
    sum.faults += 1;
  });

  test("the processor is somebody else's", LIMIT, async () => {
    const server = await world.start({ before: "renice -n 19 $$ > /dev/null" });
    const spinning = Array.from({ length: 2 }, () => spin(isLong ? 8_000 : 800));
    const load = startLoad(server.port, world.guest, 4);
    await Promise.all(spinning);
    while (load.tally.asked === 0) await pause(20);
    const tally = await load.stop();
    sum.requests += tally.asked;
    sum.signatures += tally.signatures;
    expect({ failures: tally.failures, some: tally.asked > 0, exit: await server.stop() }).toEqual({
      failures: [],
      some: true,
      exit: 0,
    });
    sum.faults += 1;
  });
});

/** A process that does nothing but keep a processor busy. */
async function spin(milliseconds: number): Promise<void> {
  const { spawn } = await import("node:child_process");
  const child = spawn(process.execPath, [
    "-e",
    "const e=Date.now()+Number(process.argv[1]);while(Date.now()<e);",
    String(milliseconds),
  ]);
  await new Promise((resolve) => child.on("exit", resolve));
}

function dial(port: number, count: number): Promise<Socket[]> {
  return Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<Socket>((resolve) => {
          const socket = connect(port, "127.0.0.1", () => resolve(socket));
          socket.on("error", () => resolve(socket));
        }),
    ),
  );
}

describe("R18: nobody reads the log", () => {
  test(
    "its pipe is full: the server goes on, drops lines, and says how many once it is read",
    LIMIT,
    async () => {
      const server = await world.start({ unread: true });
      const before = server.memory().now;
      const wanted = isLong ? 30_000 : 7_500;
      const load = startUnauthorized(server.port);
      while (load.asked() < wanted) await pause(50);
      await load.stop();
      sum.requests += load.asked();
      const during = await sign(server.port);
      const grown = server.memory().now - before;
      server.read();
      await pause(500);
      const after = await sign(server.port);
      await pause(200);
      const dropped = /"dropped":(\d+)/.exec(server.stdout())?.[1];
      const exit = await server.stop();
      const whole = server
        .stdout()
        .trim()
        .split("\n")
        .every((line) => line.startsWith("{") && line.endsWith("}"));
      expect({
        during,
        after,
        dropped: Number(dropped) > 0,
        whole,
        grown: grown < 150 * MEBIBYTE,
        exit,
      }).toEqual({
        during: "signed",
        after: "signed",
        dropped: true,
        whole: true,
        grown: true,
        exit: 0,
      });
      facts["lines of the log dropped and counted, while nobody read them"] = Number(dropped);
      sum.faults += 1;
    },
  );

  test("it is closed: the server goes on", LIMIT, async () => {
    const server = await world.start();
    server.child.stdout?.destroy();
    const seen = [];
    for (let more = 0; more < 20; more += 1) seen.push(await sign(server.port));
    expect({ seen: new Set(seen), exit: await server.stop() }).toEqual({
      seen: new Set(["signed"]),
      exit: 0,
    });
    sum.faults += 1;
  });
});

/** Requests that are refused soon, many at once on few connections: lines for the log. */
function startUnauthorized(port: number): {
  readonly asked: () => number;
  readonly stop: () => Promise<void>;
} {
  const one = "POST /v1/signature HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n";
  let asked = 0;
  const sockets = Array.from({ length: 4 }, () => {
    const socket = connect(port, "127.0.0.1", () => socket.write(one.repeat(20)));
    socket.on("data", (chunk) => {
      const answers = chunk.toString("latin1").split("HTTP/1.1 401").length - 1;
      asked += answers;
      if (answers > 0) socket.write(one.repeat(answers));
    });
    socket.on("error", () => undefined);
    return socket;
  });
  return {
    asked: () => asked,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
