import { beforeEach, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createSandbox, type Sandbox, type StartedSandbox, startSandbox } from "../../src/index.ts";
import { type Answer, APP, type Fields, fieldsOf, NOW, post, signed } from "../asking.ts";
import { ADA, BOB, EVE, GENERAL_APP } from "./world.ts";

const OWN = "87270695528";
const OTHER = "87270695531";
const clock = { now: NOW };
let sandbox: Sandbox;
let started: StartedSandbox;

beforeEach(async () => {
  clock.now = NOW;
  sandbox = createSandbox({
    apps: [APP],
    meetings: [
      { meetingNumber: OWN, hostId: ADA.id, alternativeHostIds: [BOB.id] },
      { meetingNumber: OTHER, hostId: EVE.id, account: "other" },
    ],
    now: () => clock.now,
    api: { apps: [GENERAL_APP], users: [ADA, BOB, EVE] },
  });
  started = await startSandbox({ sandbox, port: 0 });
  return () => started.close();
});

async function fetched(userId: string, query: string): Promise<string> {
  const { accessToken } = sandbox.zoom.grant({ clientId: GENERAL_APP.clientId, userId });
  const response = await fetch(`${started.url}/v2/users/me/token?${query}`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  return ((await response.json()) as { token: string }).token;
}

const join = (meetingNumber: string, role: 0 | 1, more: Fields): Promise<Answer> =>
  post(started.url, fieldsOf(signed({ mn: meetingNumber, role }), { meetingNumber, ...more }));

/** `res` of the gateway's answer: 0 is joined. */
async function gateway({ result }: Answer, meetingNumber: string): Promise<unknown> {
  const socket = new WebSocket(
    `${started.url.replace("http", "ws")}/wc/api/${meetingNumber}?rwcAuth=${result?.auth}`,
  );
  const res = await new Promise<unknown>((resolve, reject) => {
    socket.on("error", reject);
    socket.on("message", (data) => {
      const { evt, body } = JSON.parse(String(data)) as { evt: number; body: { res?: number } };
      if (body.res === undefined && evt === 0) socket.send(JSON.stringify({ evt: 4301, body: {}, seq: 1 }));
      if (evt === 4098) resolve(body.res);
    });
  });
  socket.close();
  return res;
}

it("takes the ZAK of the host and of an alternative host with role 1, and of anybody with role 0", async () => {
  for (const user of [ADA, BOB]) {
    expect((await join(OWN, 1, { zsk: await fetched(user.id, "type=zak") })).errorCode).toBe(0);
  }
  expect((await join(OTHER, 1, { zsk: await fetched(EVE.id, "type=zak") })).errorCode).toBe(0);
  const participant = await join(OTHER, 0, { ztk: await fetched(ADA.id, "type=zak") });
  expect([participant.errorCode, await gateway(participant, OTHER)]).toEqual([0, 0]);
});

it("refuses the ZAK of somebody else with role 1", async () => {
  const zsk = await fetched(ADA.id, "type=zak");
  const answer = await join(OTHER, 1, { zsk });
  expect([answer.errorCode, answer.errorMessage]).toEqual([
    200,
    "Can not be host in other account's meeting.",
  ]);
  const own = await join(OWN, 1, { zsk: await fetched(EVE.id, "type=zak") });
  expect([own.errorCode, own.errorMessage]).toEqual([3136, "Token error"]);
});

it("refuses a ZAK that has expired, was revoked, or is the token that comes without a type", async () => {
  const short = await fetched(ADA.id, "type=zak&ttl=60");
  clock.now += 60;
  expect((await join(OWN, 0, { ztk: short })).errorCode).toBe(3136);
  const revoked = await fetched(ADA.id, "type=zak");
  sandbox.zoom.endCompanions(ADA.id);
  expect((await join(OWN, 0, { ztk: revoked })).errorCode).toBe(3136);
  expect((await join(OWN, 0, { ztk: await fetched(ADA.id, "") })).errorCode).toBe(3136);
});

it("takes an OBF token once, for its meeting, while its user is there", async () => {
  const query = (number: string): string => `type=onbehalf&meeting_id=${number}`;
  const through = async (obfToken: string): Promise<unknown> =>
    gateway(await join(OTHER, 0, { obfToken }), OTHER);

  const good = await fetched(EVE.id, query(OTHER));
  expect(await through(good)).toBe(0);
  expect(await through(good)).toBe(13_299);
  expect(await through(await fetched(EVE.id, query(OWN)))).toBe(13_300);
  const old = await fetched(EVE.id, `${query(OTHER)}&ttl=10`);
  clock.now += 10;
  expect(await through(old)).toBe(13_299);

  sandbox.zoom.present(OTHER, []);
  const waiting = await fetched(EVE.id, query(OTHER));
  expect(await through(waiting)).toBe(103_041);
  sandbox.zoom.present(OTHER, [EVE.id]);
  expect(await through(waiting)).toBe(0);
  expect(await through("")).toBe(13_296);
});
