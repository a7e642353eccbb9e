import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export interface Prometheus {
  /** The values that an instant query gives. */
  readonly query: (expr: string) => Promise<readonly number[]>;
  /** Until it has scraped so many times more. */
  readonly scrapes: (times: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Why there is none on this machine; `undefined` where there is. */
export function prometheusMissing(): string | undefined {
  const found = ["prometheus", "promtool"].every((name) => spawnSync(name, ["--version"]).status === 0);
  return found ? undefined : "Prometheus is not installed here (Debian: apt-get install prometheus)";
}

const PATIENCE_MILLISECONDS = 30_000;

/** A real one with data of its own, which scrapes twice a second. @param target Host and port that has `/metrics`. */
export async function startPrometheus(target: string): Promise<Prometheus> {
  const folder = mkdtempSync(join(tmpdir(), "countersign-prometheus-"));
  const config = join(folder, "prometheus.yml");
  const scrape = {
    job_name: "countersign",
    scrape_interval: "500ms",
    static_configs: [{ targets: [target] }],
  };
  writeFileSync(config, JSON.stringify({ scrape_configs: [scrape] }));
  const port = await freePort();
  const child = spawn(
    "prometheus",
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      `--web.listen-address=127.0.0.1:${port}`,
      "--log.level=error",
    ],
    { stdio: "ignore" },
  );
  const ended = new Promise((resolve) => child.once("exit", resolve));

  async function query(expr: string): Promise<readonly number[]> {
    const response = await fetch(
      `http://127.0.0.1:${port}/api/v1/query?${new URLSearchParams({ query: expr })}`,
    );
    const { data, error } = (await response.json()) as {
      readonly data?: { readonly result: readonly { readonly value: readonly [number, string] }[] };
      readonly error?: string;
    };
    if (data === undefined) throw new Error(`${expr}: ${error}`);
    return data.result.map(({ value: [, value] }) => Number(value));
  }

  async function until(holds: () => Promise<boolean>): Promise<void> {
    for (const end = performance.now() + PATIENCE_MILLISECONDS; performance.now() < end; await pause(100)) {
      if (await holds().catch(() => false)) return;
    }
    throw new Error("prometheus did not get that far");
  }

  const scraped = async (): Promise<number> =>
    (await query('sum_over_time(up{job="countersign"}[1h])'))[0] ?? 0;
  await until(async () => (await scraped()) > 0);
  return {
    query,
    async scrapes(times) {
      const before = await scraped();
      await until(async () => (await scraped()) >= before + times);
    },
    async close() {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
