import { connect } from "node:net";
import {
  HOSTS,
  OTHER_MEETING,
  OWN_MEETING,
  PROGRAMS,
  startZoomServer,
  type ZoomServer,
} from "../../faults/support/zoom-server.ts";

/** A whole server with everything that is counted, and the stand-in as Zoom. */
export async function startWatchedServer(): Promise<ZoomServer> {
  return startZoomServer({
    metrics: { port: 0 },
    webhooks: { secrets: { file: "keys" } },
    limits: {
      address: false,
      person: false,
      server: false,
      meeting: false,
      hostsPerMinute: 3,
      hostsPerHour: 30,
    },
  });
}

/** One of everything: what is given, what is refused, and what Zoom is asked for. @returns HTTP statuses, in order */
export async function everything(server: ZoomServer, round: number): Promise<readonly number[]> {
  const { url, keyOf, service, sandbox } = server;
  const statuses: number[] = [];
  const post = async (path: string, key: string, body: unknown) => {
    const response = await fetch(url + path, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    statuses.push(response.status);
    return (await response.json()) as Readonly<Record<string, unknown>>;
  };
  const own = { meetingNumber: OWN_MEETING, role: 0 };
  const { signature } = await post("/v1/signature", keyOf("guest"), own);
  await post("/", keyOf("first"), { ...own, role: 1 });
  await post("/v1/join", keyOf("guest"), own);
  await post("/v1/join", keyOf(HOSTS[round] ?? "host-1"), { ...own, role: 1 });
  await post("/v1/join", keyOf(PROGRAMS[round] ?? "program-1"), { meetingNumber: OTHER_MEETING, role: 0 });
  await post("/v1/diagnose", keyOf("first"), { signature: String(signature).replace(/[^.]*$/, "") });
  await post("/v1/signature", "not a key", own);
  await post("/v1/signature", keyOf("guest"), { meetingNumber: OTHER_MEETING, role: 7 });
  // The third in this minute is one too many.
  for (let again = 0; again < 3; again += 1) await post("/", keyOf("first"), { ...own, role: 1 });
  // Zoom refuses, and then answers nothing that can be used.
  sandbox.zoom.fail("users/token", { kind: "status", status: 500 });
  await post("/v1/join", keyOf(PROGRAMS[2]), { meetingNumber: OTHER_MEETING, role: 0 });
  sandbox.zoom.heal();
  const challenge = JSON.stringify({
    event: "endpoint.url_validation",
    payload: { plainToken: "qgg8vlvZRS6UYooatFL8Aw" },
  });
  await post("/v1/webhooks", "", challenge);
  for (const path of ["/healthz", "/readyz", "/v1/explain/3712", `/where/${round}`]) {
    statuses.push((await fetch(url + path)).status);
  }
  await malformed(new URL(url).port);
  await service.reload();
  return statuses;
}

/** What Node's parser refuses before it is a request. */
function malformed(port: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1", () => socket.write("no request\r\n\r\n"));
    socket.on("error", reject);
    socket.on("close", () => resolve());
    socket.resume();
  });
}
