import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createSandbox } from "../../src/index.ts";

const NOW = 1_795_500_000;
const SECRET = "hT4nQ9wZx2LkV7pRs8mB1c";

interface Received {
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** Takes what is sent and answers as it is told. */
async function taking(answer: (received: Received, response: ServerResponse) => void) {
  const all: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const received = { headers: request.headers, body };
    all.push(received);
    answer(received, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { all, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks` };
}

const mac = (text: string, secret = SECRET) => createHmac("sha256", secret).update(text).digest("hex");
const { zoom } = createSandbox({
  apps: [],
  meetings: [],
  now: () => NOW,
  api: { users: [{ id: "ada", email: "ada@own.example", accountId: "own" }] },
});

test("an app that a user removed", async () => {
  const { all, url } = await taking((_, response) => response.end("thanks"));
  const answer = await zoom.webhook(
    { url, secretToken: SECRET },
    { event: "app_deauthorized", clientId: "general_App_Id", userId: "ada" },
  );
  expect(answer).toEqual({ status: 200, body: "thanks", sent: 1, validated: undefined });
  const [{ headers, body } = { headers: {}, body: "" }] = all;
  expect([JSON.parse(body), headers["x-zm-request-timestamp"], headers["x-countersign-sandbox"]]).toEqual([
    {
      event: "app_deauthorized",
      event_ts: NOW * 1000,
      payload: {
        account_id: "own",
        user_id: "ada",
        signature: expect.stringMatching(/^[0-9a-f]{64}$/),
        deauthorization_time: new Date(NOW * 1000).toISOString(),
        client_id: "general_App_Id",
      },
    },
    String(NOW),
    "not Zoom",
  ]);
  expect(headers["x-zm-signature"]).toBe(`v0=${mac(`v0:${NOW}:${body}`)}`);
});

test("what is not answered with 2xx comes again: the same body", async () => {
  let left = 2;
  const { all, url } = await taking((_, response) => {
    response.statusCode = left-- > 0 ? 500 : 200;
    response.end();
  });
  const event = { event: "meeting.started", payload: { object: { id: "87270695528" } } };
  const answer = await zoom.webhook({ url, secretToken: SECRET }, event, { times: 5 });
  expect([answer.status, answer.sent, new Set(all.map(({ body }) => body)).size]).toEqual([200, 3, 1]);
});

test("a clock that is off signs its own time", async () => {
  const { all, url } = await taking((_, response) => response.end());
  await zoom.webhook({ url, secretToken: SECRET }, { event: "a.b", payload: {} }, { skew: -301 });
  expect(all[0]?.headers["x-zm-request-timestamp"]).toBe(String(NOW - 301));
});

test.each<
  [what: string, answer: (plainToken: string) => [status: number, body: unknown], validated: boolean]
>([
  ["the right proof", (plainToken) => [200, { plainToken, encryptedToken: mac(plainToken) }], true],
  [
    "under another secret",
    (plainToken) => [200, { plainToken, encryptedToken: mac(plainToken, "x") }],
    false,
  ],
  ["of another token", () => [200, { plainToken: "another", encryptedToken: mac("another") }], false],
  ["with HTTP 500", (plainToken) => [500, { plainToken, encryptedToken: mac(plainToken) }], false],
  ["no JSON", () => [200, undefined], false],
])("a validation: %s", async (_what, answer, validated) => {
  const { url } = await taking(({ body }, response) => {
    const { payload } = JSON.parse(body) as { payload: { plainToken: string } };
    const [status, json] = answer(payload.plainToken);
    response.statusCode = status;
    response.end(JSON.stringify(json) ?? "ok");
  });
  const answered = await zoom.webhook({ url, secretToken: SECRET }, { event: "endpoint.url_validation" });
  expect(answered.validated).toBe(validated);
});

test("nobody there", async () => {
  const answer = await zoom.webhook(
    { url: "http://127.0.0.1:1/", secretToken: SECRET },
    { event: "endpoint.url_validation" },
  );
  expect(answer).toEqual({ status: undefined, body: "", sent: 1, validated: false });
});

test.each([
  "https://example.com/",
  "http://example.com/",
  "http://127.0.0.1.example.com/",
  "http://10.0.0.1/",
  "ftp://127.0.0.1/",
])("%s is called by nobody", async (url) => {
  await expect(zoom.webhook({ url, secretToken: SECRET }, { event: "a.b", payload: {} })).rejects.toThrow(
    new TypeError("the stand-in sends webhooks to http on this machine only"),
  );
});
