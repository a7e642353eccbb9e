import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postgresMissing, startPostgres, type TestPostgres } from "../faults/support/postgres.ts";
import { redisMissing, startRedis, type TestRedis } from "../faults/support/redis.ts";
import { BROKEN, BROKEN_FILES } from "./support/broken.ts";
import { environmentOf, type Places } from "./support/configuration.ts";
import { scanFolder, scanPostgres, scanRedis } from "./support/places.ts";
import { runCommand } from "./support/process.ts";
import { carriedBy, RIGHT } from "./support/right.ts";
import type { Hit } from "./support/scanner.ts";
import { Scene } from "./support/scene.ts";
import { tally } from "./support/suite.ts";
import { WRONG } from "./support/wrong.ts";

const missing = { redis: redisMissing(), postgres: postgresMissing() };
let redis: TestRedis | undefined;
let postgres: TestPostgres | undefined;

interface Run {
  readonly name: string;
  /** Why it cannot be had on this machine. */
  readonly missing?: string | undefined;
  readonly places: () => Places;
}

const RUNS: readonly Run[] = [
  { name: "the audit in SQLite, all else in memory", places: () => ({ audit: "sqlite" }) },
  {
    name: "the audit as lines, all else in Redis",
    missing: missing.redis,
    places: () => ({ audit: "jsonl", redis: redis?.url }),
  },
  {
    name: "the audit and grants in Postgres",
    missing: missing.postgres,
    places: () => ({ audit: "postgres", postgres: postgres?.url }),
  },
];

beforeAll(async () => {
  if (missing.redis === undefined) redis = await startRedis();
  if (missing.postgres === undefined) postgres = await startPostgres();
}, 60_000);
afterAll(async () => {
  await redis?.remove();
  await postgres?.remove();
});

const unless = ({ missing: why }: Run): string => (why === undefined ? "" : `: ${why}`);

describe.each(RUNS.filter((run) => run.missing !== undefined))("a whole server, $name", (run) => {
  test.skip(`not here${unless(run)}`, () => {});
});

describe.each(RUNS.filter((run) => run.missing === undefined))(
  "a whole server, $name",
  { timeout: 120_000 },
  ({ places }) => {
    let scene: Scene;

    beforeAll(async () => {
      scene = await Scene.start(places());
    }, 60_000);

    afterAll(async () => {
      await scene?.stop();
      scene?.remove();
    });

    test.each(RIGHT)("used rightly: $name", async (step) => {
      const answer = await scene.ask(await step.send(scene));
      expect({ status: answer.status, text: answer.status === step.status ? "" : answer.text }).toEqual({
        status: step.status,
        text: "",
      });
      scene.keep(`the answer to ${step.name}`, answer, carriedBy(step, answer));
      step.after?.(answer, scene);
    });

    test("all kinds of secrets came into being", () => {
      const given = [...scene.zoom.given].map(([name, values]) => [name, values.size > 0]);
      expect(Object.fromEntries(given)).toEqual({
        access_token: true,
        refresh_token: true,
        "token zak": true,
        "token onbehalf": true,
        "authorization code": true,
      });
      expect([...scene.secrets.keys()].map((name) => name.replace(/ \d+$/, ""))).toEqual(
        expect.arrayContaining([
          ...["sdkSecret", "accountSecret", "webhookSecret", "grantsKey", "apiKey host", "caller's JWT"],
          ...["signature", "ticket", "state", "flow cookie", "requestKey", "hookToken"],
        ]),
      );
    });

    test.each(WRONG)("each secret, put wrongly into $name", async ({ name, send, echoes }) => {
      const given = [...scene.zoom.given].flatMap(([what, values]) =>
        [...values].slice(-1).map((value) => [`${what} ${values.size}`, value] as const),
      );
      const statuses = new Set<number>();
      for (const [secret, value] of [...scene.secrets, ...given]) {
        const answer = await scene.ask(send(value, scene));
        statuses.add(answer.status);
        scene.keep(`the answer to ${secret} in ${name}`, answer, [], echoes && secret);
      }
      expect([...statuses].filter((status) => status < 200 || status >= 500)).toEqual([]);
    });

    test.each(BROKEN)("a configuration with a secret in it: $name", async ({ text }) => {
      const before = scene.server.stderr().length;
      await scene.reloadWith(text(scene.canaries.sdkSecret, scene.config));
      expect(scene.server.stderr().slice(before)).toContain("the configuration was not reloaded");
    });

    test.each(BROKEN_FILES)("a file of secrets: $name", async ({ file, text }) => {
      const path = join(scene.folder, "secrets", file);
      const right = readFileSync(path, "utf8");
      const before = scene.server.stderr().length;
      await scene.reloadWithFile(file, text(scene.canaries), right);
      expect(scene.server.stderr().slice(before)).toContain("the configuration was not reloaded");
    });

    test("config check says what is allowed, or what is wrong", async () => {
      const args = ["config", "check", "--config", scene.configPath, "--json"];
      const ran = await runCommand(args, environmentOf(scene.canaries));
      expect(ran.exit).toBe(0);
      expect(scene.scanner().scan("config check", ran.stdout + ran.stderr)).toEqual([]);
    });

    test("and then it still serves", async () => {
      const before = scene.server.stderr().length;
      await scene.server.reload();
      expect(scene.server.stderr().slice(before)).toContain("the configuration was reloaded");
      expect((await scene.ask({ method: "GET", path: "/readyz" })).status).toBe(200);
    });

    test("no secret, and no twelve characters of one, stand anywhere else", async () => {
      const metrics = await scene.ask({ method: "GET", path: scene.metricsUrl });
      expect([metrics.status, metrics.text.includes("countersign_signatures_total")]).toEqual([200, true]);
      scene.keep("the metrics", metrics, []);
      const open = scanFolder(scene.scanner(), scene.data);
      const { redis: usesRedis, postgres: url } = places();
      const inRedis = redis && usesRedis ? scanRedis(scene.scanner(), redis) : undefined;
      const inPostgres = url === undefined ? undefined : await scanPostgres(scene.scanner(), url);
      const ran = await scene.server.stop();
      const scanner = scene.scanner();
      const hits: readonly Hit[] = [
        ...open,
        ...(inRedis?.hits ?? []),
        ...(inPostgres?.hits ?? []),
        ...scanner.scan("what Zoom and the hook were asked", scene.zoom.asked.join("\n")),
        ...scanner.scan("stdout", ran.stdout),
        ...scanner.scan("stderr", ran.stderr),
        ...scanFolder(scanner, scene.data),
        ...scene.scanAnswers(scanner),
      ];
      tally(scanner, hits);
      expect(hits).toEqual([]);

      // And there was something to look through, and the same look finds what answers are meant to carry.
      const lines = ran.stdout.trim().split("\n");
      expect(scene.zoom.asked.length).toBeGreaterThan(10);
      const asked = RIGHT.length + WRONG.length * scene.secrets.size;
      console.log(
        `${scanner.names.length} secrets looked for in ${scanner.scanned} bytes: ${scene.answers} answers, ${lines.length} lines of the log, ${inRedis?.keys ?? 0} keys of Redis, rows of Postgres: ${JSON.stringify(inPostgres?.rows ?? {})}`,
      );
      expect([...scene.carried(scanner)].sort()).toEqual(
        [
          "flow cookie",
          "authorization code",
          "passcode",
          "registrantToken",
          "signature",
          "state",
          "ticket",
          "token onbehalf",
          "token zak",
        ].sort(),
      );
      expect({
        exit: ran.exit,
        answers: scene.answers > asked,
        lines: lines.length > asked * 0.8,
        keys: inRedis === undefined || inRedis.keys > 0,
        rows: Object.values(inPostgres?.rows ?? {}).every((count) => count > 0),
      }).toEqual({ exit: 0, answers: true, lines: true, keys: true, rows: true });
    });
  },
);
