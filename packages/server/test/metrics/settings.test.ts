import { type Configured, configured, StartUpError, serverConfigFromEnv } from "@countersign/server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DEVELOPMENT, Folder } from "../config-file/folder.ts";

const TOKEN = "0123456789abcdef0123456789abcdef";
const OTHER = "fedcba9876543210fedcba9876543210";

const ENV = {
  ZOOM_MEETING_SDK_KEY: "kQ3vT8mZ1xWc5Lr7",
  ZOOM_MEETING_SDK_SECRET: "q8Zr4Lw1Vt6Yp3Nx0Cm9Bk5Jh2Gf7Ds",
  COUNTERSIGN_DEVELOPMENT: "1",
  COUNTERSIGN_MEETINGS: "87270695528",
};

function fromEnv(more: Readonly<Record<string, string>>) {
  const names = Object.fromEntries(
    Object.entries(more).map(([name, value]) => [`COUNTERSIGN_METRICS_${name}`, value]),
  );
  try {
    const { metrics, warnings } = serverConfigFromEnv(
      { ...ENV, ...names },
      { readFile: (path) => `${path}\n` },
    );
    return { metrics, warnings: warnings.filter((line) => line.includes("METRICS")) };
  } catch (error) {
    if (!StartUpError.is(error)) throw error;
    return [error.code, error.field];
  }
}

const at = (
  host: string,
  port: number,
  tokens: readonly string[] = [],
  warnings: readonly string[] = [],
) => ({
  metrics: { listen: { host, port }, tokens },
  warnings,
});

test.each([
  [{}, { metrics: undefined, warnings: [] }],
  [{ PORT: "9464" }, at("127.0.0.1", 9464)],
  [{ PORT: "0" }, at("127.0.0.1", 0)],
  [{ HOST: "::1" }, at("::1", 9464)],
  [{ TOKEN_FILE: TOKEN }, at("127.0.0.1", 9464, [TOKEN])],
  [{ HOST: "0.0.0.0", TOKEN_FILE: TOKEN }, at("0.0.0.0", 9464, [TOKEN])],
  [
    { HOST: "0.0.0.0" },
    at(
      "0.0.0.0",
      9464,
      [],
      ["COUNTERSIGN_METRICS_HOST is 0.0.0.0: whoever reaches it reads the metrics, as there is no token"],
    ),
  ],
  [
    { WITH_APP: "1", TOKEN_FILE: TOKEN },
    { metrics: { listen: undefined, tokens: [TOKEN] }, warnings: [] },
  ],
  [{ WITH_APP: "1" }, ["setting-invalid", "COUNTERSIGN_METRICS_TOKEN_FILE"]],
  [{ WITH_APP: "1", TOKEN_FILE: TOKEN, PORT: "1" }, ["setting-invalid", "COUNTERSIGN_METRICS_WITH_APP"]],
  [{ TOKEN_FILE: "guessed" }, ["setting-invalid", "COUNTERSIGN_METRICS_TOKEN_FILE"]],
  [{ PORT: "x" }, ["setting-invalid", "COUNTERSIGN_METRICS_PORT"]],
  [{ WITH_APP: "maybe" }, ["setting-invalid", "COUNTERSIGN_METRICS_WITH_APP"]],
  [{ PROT: "1" }, ["setting-unknown", "COUNTERSIGN_METRICS_PROT"]],
] as const)("COUNTERSIGN_METRICS_… %j", (more, expected) => {
  expect(fromEnv(more)).toEqual(expected);
});

describe("a configuration file", () => {
  let folder: Folder;
  let service: Configured | undefined;
  const told: string[] = [];

  beforeEach(() => {
    folder = new Folder();
    folder.write("token", TOKEN);
    folder.write("other-token", OTHER);
    told.length = 0;
  });
  afterEach(async () => {
    await service?.close();
    service = undefined;
    folder.remove();
  });

  const write = (metrics: unknown): string => folder.config({ ...DEVELOPMENT, metrics });
  async function open(metrics: unknown): Promise<Configured> {
    service = await configured({ path: write(metrics), env: {}, tell: (line) => void told.push(line) });
    return service;
  }
  const ask = async (fetch: Configured["fetch"], token?: string): Promise<number> => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    return (await fetch(new Request("http://127.0.0.1:4000/metrics", { headers }))).status;
  };

  test("without metrics there are none, at no address", async () => {
    const { fetch, metricsListener } = await open(undefined);
    expect([metricsListener, await ask(fetch)]).toEqual([undefined, 404]);
  });

  test("with them they have a listener of their own, and the app has none", async () => {
    const { fetch, metricsListener } = await open({});
    expect([metricsListener?.host, metricsListener?.port, await ask(fetch)]).toEqual([
      "127.0.0.1",
      9464,
      404,
    ]);
    expect(await ask(metricsListener?.fetch ?? fetch)).toBe(200);
  });

  test("at the app's address they take a token, the next one after a reload", async () => {
    const { fetch, metricsListener, reload } = await open({ withApp: true, token: { file: "token" } });
    const statuses = async () => [await ask(fetch), await ask(fetch, TOKEN), await ask(fetch, OTHER)];
    expect([metricsListener, ...(await statuses())]).toEqual([undefined, 401, 200, 401]);
    write({ withApp: true, token: [{ file: "other-token" }, { file: "token" }] });
    await reload();
    expect(await statuses()).toEqual([401, 200, 200]);
    write({ withApp: true, token: { file: "other-token" } });
    await reload();
    expect(await statuses()).toEqual([401, 401, 200]);
  });

  test("no reload opens them to everybody", async () => {
    const { fetch, reload } = await open({ withApp: true, token: { file: "token" } });
    for (const next of [undefined, {}, { host: "127.0.0.1", port: 1 }]) {
      write(next);
      expect([(await reload()).ok, await ask(fetch), await ask(fetch, TOKEN)]).toEqual([true, 401, 200]);
    }
    expect(told).toContain("metrics is another now; that takes effect at the next start");
  });

  test("reloads are counted, and whether the file's is the one in use", async () => {
    const { metricsListener, reload, fetch } = await open({});
    const configuration = async () => {
      const response = await (metricsListener?.fetch ?? fetch)(new Request("http://127.0.0.1:9464/metrics"));
      return (await response.text()).match(/^countersign_configuration_(?:reloads|is).*/gm);
    };
    const lines = (good: number, bad: number, latest: number) => [
      `countersign_configuration_reloads_total{outcome="reloaded"} ${good}`,
      `countersign_configuration_reloads_total{outcome="refused"} ${bad}`,
      `countersign_configuration_is_latest ${latest}`,
    ];
    expect(await configuration()).toEqual(lines(0, 0, 1));
    write({ prot: 1 });
    await reload();
    expect(await configuration()).toEqual(lines(0, 1, 0));
    write({});
    await reload();
    expect(await configuration()).toEqual(lines(1, 1, 1));
  });

  test.each([
    [{ withApp: true }, "metrics.token"],
    [{ withApp: true, port: 1, token: { file: "token" } }, "metrics.withApp"],
    [{ withApp: false }, "metrics.withApp"],
    [{ token: "0123456789abcdef" }, "metrics.token"],
    [{ prot: 1 }, "metrics"],
    [{ port: 65_536 }, "metrics.port"],
  ])("%j is refused at %s", async (metrics, field) => {
    const problem = await open(metrics).catch((error: unknown) => error);
    expect(StartUpError.is(problem) ? problem.field : problem).toMatch(new RegExp(`^${field}`));
  });
});
