// Whether Redis answers, as the metrics say it while it goes and comes back under a whole server.
import { setTimeout as pause } from "node:timers/promises";
import { configured } from "@countersign/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEVELOPMENT, Folder } from "../../packages/server/test/config-file/folder.ts";
import { redisMissing, startRedis, type TestRedis } from "../faults/support/redis.ts";

const missing = redisMissing();

describe.skipIf(missing)(`Redis in the metrics${missing ? ` (skipped: ${missing})` : ""}`, () => {
  const folder = new Folder();
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(async () => {
    await redis?.remove();
    folder.remove();
  });

  test("1 while it answers, 0 while it does not, and 1 again", async () => {
    const state = { redis: { url: redis.url, keys: { file: "audit-keys" } } };
    const path = folder.config({ ...DEVELOPMENT, metrics: {}, state });
    const service = await configured({ path, env: {} });
    const look = async (): Promise<string | undefined> => {
      const answer = await service.metricsListener?.fetch(new Request("http://127.0.0.1:9464/metrics"));
      return (await answer?.text())?.match(/^countersign_store_up.*$/m)?.[0];
    };
    async function until(value: 0 | 1): Promise<string | undefined> {
      const wanted = `countersign_store_up{store="redis"} ${value}`;
      for (let tries = 0; tries < 100 && (await look()) !== wanted; tries += 1) await pause(100);
      return look();
    }
    const seen = [await look()];
    await redis.kill();
    seen.push(await until(0));
    await redis.start();
    seen.push(await until(1));
    await service.close();
    expect(seen).toEqual([1, 0, 1].map((value) => `countersign_store_up{store="redis"} ${value}`));
  });
});
