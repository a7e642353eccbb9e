// What an app asks over HTTP, for the suites: an identity provider's keys, and a team's own app that decides.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Peer {
  readonly url: string;
  readonly close: () => void;
}

const SLOW_MILLISECONDS = 2_000;
const YES = { allow: true, meetingNumber: "87270695528", maxRole: 0 };

/** What the deciding app answers, by the path it is asked at. */
const DECISIONS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  "/policy/yes": (response) => json(response, YES),
  "/policy/no": (response) => json(response, { allow: false }),
  "/policy/more": (response) => json(response, { ...YES, host: true }),
  "/policy/text": (response) => response.end("yes"),
  "/policy/huge": (response) => json(response, { ...YES, userName: "x".repeat(100_000) }),
  "/policy/moved": (response) => response.writeHead(302, { location: "/policy/yes" }).end(),
  "/policy/ill": (response) => response.writeHead(500).end(),
  "/policy/slow": (response) => void setTimeout(() => json(response, YES), SLOW_MILLISECONDS).unref(),
};

/** Keys are what was last put there; how often they were asked for is told. */
export async function startPeer(): Promise<Peer> {
  let keys = "{}";
  let asked = 0;
  const server = createServer((request, response) => {
    const { method, url = "" } = request;
    const decide = DECISIONS[url];
    if (url === "/keys" && method === "PUT") {
      void textOf(request).then((text) => {
        keys = text;
        asked = 0;
        response.end();
      });
    } else if (url === "/keys") {
      asked++;
      response.setHeader("content-type", "application/json");
      response.end(keys);
    } else if (url === "/asked") json(response, asked);
    else if (decide !== undefined) decide(response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function json(response: ServerResponse, value: unknown): void {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(value));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += String(part);
  return text;
}
