import { beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { formatEvent } from "../src/index.ts";
import {
  type Answer,
  APP,
  type Fields,
  FOREIGN,
  fieldsOf,
  LOCKED,
  OPEN,
  post,
  type Running,
  running,
  signed,
  WAITING,
} from "./asking.ts";

let world: Running;
beforeAll(async () => {
  world = await running();
});

const info = (): string => `${world.started.url}/api/v1/wc/info`;

describe("the first request", () => {
  it("answers a POST with the signature as it came and says that it is not Zoom", async () => {
    const signature = signed();
    const response = await fetch(info(), {
      method: "POST",
      headers: { origin: "http://localhost:4000" },
      body: new URLSearchParams(fieldsOf(signature)),
    });
    const answer = (await response.json()) as Answer;
    expect([answer.status, answer.result?.sign]).toEqual([true, signature]);
    expect(["x-countersign-sandbox", ...CORS].map((name) => [name, response.headers.get(name)])).toEqual([
      ["x-countersign-sandbox", "not Zoom"],
      ["access-control-allow-origin", "http://localhost:4000"],
      ["access-control-allow-credentials", "true"],
      ["cross-origin-resource-policy", "cross-origin"],
    ]);
    expect(world.sandbox.joins.at(-1)?.signature).toBe(signature);
  });

  it("answers a script request (JSONP) by calling the function", async () => {
    const fields = fieldsOf(signed({ exp: 1 }), { callback: "jsonp_17", cv: "3.13.1" });
    const response = await fetch(`${info()}?${new URLSearchParams(fields)}`);
    expect(response.headers.get("content-type")).toBe("application/javascript; charset=utf-8");
    expect(await response.text()).toBe(
      'jsonp_17({"status":false,"errorCode":200,"errorMessage":"The signature has expired.","result":null})',
    );
    expect(world.sandbox.joins.at(-1)?.transport).toBe("JSONP");
  });

  it.each(["", "alert(1);f", "a.b.c.d.e", "1x", "a[0]"])(
    "makes nothing run for the callback %j",
    async (callback) => {
      const response = await fetch(`${info()}?${new URLSearchParams({ ...fieldsOf(signed()), callback })}`);
      expect([response.status, await response.json()]).toEqual([
        400,
        {
          standIn: "Countersign sandbox: a local stand-in, not Zoom",
          error: "a GET wants a callback that is a function's name",
        },
      ]);
    },
  );

  it("takes no body over 64 KiB", async () => {
    const response = await fetch(info(), { method: "POST", body: `signature=${"a".repeat(70_000)}` });
    expect(response.status).toBe(400);
  });

  it("answers the browser's question before a POST, and says of other paths that they are not part of it", async () => {
    const preflight = await fetch(info(), { method: "OPTIONS" });
    const other = await fetch(`${world.started.url}/v2/phone/users`);
    expect([preflight.status, other.status]).toEqual([204, 404]);
    expect(other.headers.get("x-countersign-sandbox")).toBe("not Zoom");
  });
});

const CORS = [
  "access-control-allow-origin",
  "access-control-allow-credentials",
  "cross-origin-resource-policy",
];

interface Message {
  readonly evt: number;
  readonly seq: number;
  readonly body: { readonly [name: string]: unknown };
}

/** Goes the way the SDK goes, to the message that ends the join. */
async function walk(
  fields: Fields,
  last: (message: Message) => boolean,
  launch: object = {},
): Promise<Message[]> {
  const { result } = await post(world.started.url, fields);
  if (!result) throw new Error("the first request was refused");
  const number = fields.meetingNumber ?? "";
  const ping = await fetch(`${world.started.url}/wc/ping/${number}?auth=${result.auth}`);
  const { rwg, rwcAuth } = (await ping.json()) as { rwg: string; rwcAuth: string };
  expect(Object.keys(JSON.parse(result.encryptedRWC ?? "{}"))).toEqual([rwg]);
  const socket = new WebSocket(
    `${world.started.url.replace("http", "ws")}/wc/api/${number}?rwcAuth=${rwcAuth}`,
  );
  const messages: Message[] = [];
  await new Promise<void>((resolve, reject) => {
    socket.on("error", reject);
    socket.on("message", (data) => {
      const message = JSON.parse(String(data)) as Message;
      messages.push(message);
      if (message.body.status === "READY") socket.send(JSON.stringify({ evt: 4301, body: launch, seq: 1 }));
      if (last(message)) resolve();
    });
  });
  socket.close();
  return messages;
}

const isRoster = (message: Message): boolean => message.evt === 7937;

describe("the WebSocket", () => {
  it("carries a join to the participant, in the order the SDK wants", async () => {
    const messages = await walk(fieldsOf(signed()), isRoster);
    expect(messages.map(({ evt, seq }) => [evt, seq])).toEqual([
      [0, 1],
      [4098, 2],
      [7938, 3],
      [7937, 4],
    ]);
    const roster = messages.find(isRoster)?.body as { add: { dn2: string; bHold: boolean }[] };
    expect(roster.add.map(({ dn2, bHold }) => [Buffer.from(dn2, "base64").toString(), bHold])).toEqual([
      ["Ada Lovelace", false],
    ]);
    expect(world.sandbox.joins.at(-1)?.outcome).toBe("joined");
  });

  it.each([
    { role: 0, held: true, outcome: "in-waiting-room" },
    { role: 1, held: false, outcome: "joined" },
  ])("puts role $role into the waiting room: $held", async ({ role, held, outcome }) => {
    const fields = fieldsOf(signed({ mn: WAITING, role }), { meetingNumber: WAITING });
    const messages = await walk(fields, held ? ({ evt }) => evt === 7942 : isRoster);
    const roster = messages.find(isRoster)?.body as { add: { bHold: boolean }[] };
    expect(roster.add.map(({ bHold }) => bHold)).toEqual([held]);
    expect(world.sandbox.joins.at(-1)?.outcome).toBe(outcome);
  });

  it.each([
    { name: "no ZAK and no OBF token in another account's meeting", more: {}, res: 13_296 },
    { name: "an OBF token that is not known", more: { obfToken: "made-up" }, res: 13_299 },
  ])("refuses $name with $res", async ({ more, res }) => {
    const fields = fieldsOf(signed({ mn: FOREIGN }), { meetingNumber: FOREIGN, ...more });
    const messages = await walk(fields, ({ evt }) => evt === 4098);
    expect(messages.at(-1)?.body).toEqual({ res });
    expect(world.sandbox.joins.at(-1)?.outcome).toBe("refused");
  });

  it.each([
    { name: "an OBF token that is known", more: { obfToken: "obf-that-is-known" } },
    { name: "a ZAK", more: { ztk: "zak-of-the-host" } },
  ])("lets $name into another account's meeting", async ({ more }) => {
    const messages = await walk(
      fieldsOf(signed({ mn: FOREIGN }), { meetingNumber: FOREIGN, ...more }),
      isRoster,
    );
    expect(messages.at(-1)?.evt).toBe(7937);
  });

  it("takes an OBF token that is told there and not before, as component view does", async () => {
    const messages = await walk(fieldsOf(signed({ mn: FOREIGN }), { meetingNumber: FOREIGN }), isRoster, {
      obfToken: "obf-that-is-known",
    });
    expect(messages.at(-1)?.evt).toBe(7937);
    expect(world.sandbox.joins.at(-1)).toMatchObject({
      outcome: "joined",
      beside: { obfToken: "obf-that-is-known" },
    });
  });

  it("refuses one that is not known there too", async () => {
    const fields = fieldsOf(signed({ mn: FOREIGN }), { meetingNumber: FOREIGN });
    const messages = await walk(fields, ({ evt }) => evt === 4098, { obfToken: "made-up" });
    expect(messages.at(-1)?.body).toEqual({ res: 13_299 });
  });

  it("is not opened for a meeting that nobody was let into", async () => {
    const socket = new WebSocket(`${world.started.url.replace("http", "ws")}/wc/api/11111111111`);
    const status = await new Promise((resolve) => {
      socket.on("unexpected-response", (_request, response) => resolve(response.statusCode));
    });
    expect(status).toBe(403);
  });
});

describe("the log", () => {
  it("holds no secret, signature, passcode, token or name", async () => {
    world.events.length = 0;
    const signature = signed({ mn: LOCKED });
    const fields = {
      meetingNumber: LOCKED,
      passWord: "314159",
      tk: "registrant-token",
      ztk: "a-zak",
      obfToken: "",
    };
    await walk(fieldsOf(signature, fields), isRoster);
    await post(world.started.url, fieldsOf(signature, { ...fields, passWord: "2718", obfToken: "an-obf" }));
    await fetch(`${world.started.url}/${signature}?token=a-zak`);
    const text = world.events.map(formatEvent).join("\n");
    const secrets = [
      APP.sdkSecret,
      APP.sdkKey,
      signature,
      "314159",
      "2718",
      "registrant-token",
      "a-zak",
      "an-obf",
    ];
    expect([...secrets, "Ada"].filter((secret) => text.includes(secret))).toEqual([]);
    expect(world.events.map(({ event, outcome }) => [event, outcome])).toEqual([
      ["join", "accepted"],
      ["ping", undefined],
      ["websocket", undefined],
      ["meeting", "joined"],
      ["join", "refused"],
      ["not-found", undefined],
    ]);
    const lines = text.split("\n");
    expect(
      lines.filter((line) => line.startsWith("[Countersign sandbox: a local stand-in, not Zoom] ")),
    ).toEqual(lines);
    expect(lines[0]).toBe(
      `[Countersign sandbox: a local stand-in, not Zoom] join host="127.0.0.1" transport="POST" meetingNumber="${LOCKED}" outcome="accepted"`,
    );
  });

  it("shows a stranger's path cut and with its odd characters replaced", async () => {
    world.events.length = 0;
    await fetch(`${world.started.url}/%1b[31m${"x".repeat(100)}`);
    expect(world.events.map(({ path }) => path)).toEqual([`/?1b?31m${"x".repeat(56)}`]);
  });
});

it("keeps what was asked for tests", async () => {
  const signature = signed();
  await post(world.started.url, fieldsOf(signature));
  const { at: _at, ...join } = world.sandbox.joins.at(-1) ?? {};
  expect(join).toEqual({
    host: "127.0.0.1",
    transport: "POST",
    signature,
    apiKey: APP.sdkKey,
    meetingNumber: OPEN,
    userName: "Ada Lovelace",
    passcode: "",
    beside: {},
    sdkVersion: "6.2.0",
    outcome: "accepted",
  });
});
