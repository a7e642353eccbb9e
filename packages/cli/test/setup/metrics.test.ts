import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { deferred } from "../../../../test/docs/deferred.ts";
import { Shell } from "../../../../test/docs/shell.ts";
import { CREDENTIALS, NOW, run } from "../world.ts";

const DEVELOPMENT = { COUNTERSIGN_DEVELOPMENT: "1", COUNTERSIGN_MEETINGS: "87270695528" };

test("serve with a port for metrics: they are there, they count, and they end with the server", async () => {
  const stop = deferred<void>();
  const listens = deferred<readonly [string, string]>();
  let said = "";
  const env = {
    ...DEVELOPMENT,
    ...CREDENTIALS,
    COUNTERSIGN_METRICS_PORT: "0",
  };
  const ended = run(["serve", "--port", "0"], {
    env,
    stopped: () => stop.promise,
    onStderr: (text) => {
      said += text;
      const metrics = /metrics are at (\S+)\n/.exec(said)?.[1];
      const url = /listening on (\S+)\n/.exec(said)?.[1];
      if (metrics !== undefined && url !== undefined) listens.resolve([metrics, url]);
    },
  });
  const first = await Promise.race([listens.promise, ended]);
  if ("stderr" in first) throw new Error(first.stderr);
  const [metrics, url] = first;
  const body = JSON.stringify({ meetingNumber: "87270695528", role: 0 });
  const headers = { "content-type": "application/json" };
  const signed = await fetch(url, { method: "POST", body, headers });
  const scraped = await (await fetch(metrics)).text();
  stop.resolve();
  const { exit } = await ended;
  const gone = await fetch(metrics).catch(() => "gone");
  expect([signed.status, scraped.match(/^countersign_signatures_total.*$/m)?.[0], exit, gone]).toEqual([
    200,
    'countersign_signatures_total{role="participant"} 1',
    0,
    "gone",
  ]);
});

test("config check says where the metrics are, and for whom", async () => {
  const sh = new Shell(CREDENTIALS, () => NOW);
  onTestFinished(async () => {
    await sh.close();
  });
  await sh.run("countersign init --yes --callers development --meetings 87270695528");
  const config = JSON.parse(readFileSync(join(sh.folder, "countersign.config.json"), "utf8")) as object;
  const checked = async (metrics: object): Promise<string | undefined> => {
    writeFileSync(join(sh.folder, "countersign.config.json"), JSON.stringify({ ...config, metrics }));
    return (await sh.run("countersign config check")).stdout.match(/^Metrics.*/m)?.[0];
  };
  expect([await checked({}), await checked({ host: "::1", port: 1 })]).toEqual([
    "Metrics are at http://127.0.0.1:9464/metrics, for whoever reaches it.",
    "Metrics are at http://[::1]:1/metrics, for whoever reaches it.",
  ]);
});
