import { besideApp, metricsRoute } from "@countersign/server";
import { expect, test } from "vitest";

const TOKEN = "0123456789abcdef0123456789abcdef";
const text = async () => "up 1\n";

async function ask(tokens: readonly string[], path: string, init: RequestInit = {}) {
  const route = metricsRoute({ text }, { tokens: () => tokens });
  const response = await route(new Request(`http://127.0.0.1:9464${path}`, init));
  return [response.status, await response.text()];
}

const bearer = (token: string): RequestInit => ({ headers: { authorization: token } });

test.each([
  [[], "/metrics", {}, [200, "up 1\n"]],
  [[], "/metrics?name=x", {}, [200, "up 1\n"]],
  [[], "/metrics", { method: "HEAD" }, [200, ""]],
  [[], "/metrics", { method: "POST" }, [405, "method not allowed\n"]],
  [[], "/", {}, [404, "not found\n"]],
  [[], "/metrics/", {}, [404, "not found\n"]],
  [[TOKEN], "/metrics", {}, [401, "a bearer token is needed\n"]],
  [[TOKEN], "/metrics", bearer(`Bearer ${TOKEN}0`), [401, "a bearer token is needed\n"]],
  [[TOKEN], "/metrics", bearer(TOKEN), [401, "a bearer token is needed\n"]],
  [[TOKEN], "/metrics", bearer("Bearer "), [401, "a bearer token is needed\n"]],
  [[TOKEN], "/metrics", bearer(`Bearer ${TOKEN}`), [200, "up 1\n"]],
  [["another one that is no more", TOKEN], "/metrics", bearer(`bearer ${TOKEN}`), [200, "up 1\n"]],
] as const)("with tokens %j, %s of %j is %j", async (tokens, path, init, expected) => {
  expect(await ask(tokens, path, init)).toEqual(expected);
});

test("beside an app only that one path is the metrics'", async () => {
  const app = besideApp(
    async () => new Response("app"),
    async () => new Response("metrics"),
  );
  const paths = ["/metrics", "/", "/x/metrics", "/?/metrics", "/metrics?x=/metrics", "/metricsx"];
  const answers = await Promise.all(
    paths.map(async (path) => (await app(new Request(`http://127.0.0.1:4000${path}`))).text()),
  );
  expect(answers).toEqual(["metrics", "app", "app", "app", "metrics", "app"]);
});
