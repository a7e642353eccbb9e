// Forgeries, replays and attempts to have the challenge sign something: how many were tried is part of what is
// asserted, and so is that none was let through.
import { memoryNonces, webhookRoute } from "@countersign/server";
import fc from "fast-check";
import { expect, test } from "vitest";
import { challenge, DEAUTHORIZED, macOf, NOW, OLD_SECRET, type Sent, STARTED, send, signed } from "./zoom.ts";

const SECRETS = ["hT4nQ9wZx2LkV7pRs8mB1c"];

function counting() {
  const through: unknown[] = [];
  const clock = { seconds: NOW };
  const route = webhookRoute({
    secrets: SECRETS,
    nonces: memoryNonces({ now: () => clock.seconds * 1000 }),
    now: () => clock.seconds,
    onDeauthorized: (one) => void through.push(one),
    onEvent: (one) => void through.push(one),
  });
  return { route, through, clock };
}

/** Tries each; gives how many there were, and how many had anything but a plain refusal. */
async function attempts(all: readonly Sent[]) {
  const { route, through } = counting();
  const statuses = new Map<number, number>();
  for (const sent of all) {
    const { status, answer } = await send(route, sent);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (answer.encryptedToken !== undefined) through.push(answer);
  }
  return { tried: all.length, through: through.length, statuses: Object.fromEntries(statuses) };
}

const HEX = "0123456789abcdef";
const good = signed(DEAUTHORIZED);
const { "x-zm-signature": signature = "", "x-zm-request-timestamp": timestamp = "" } = good.headers;
const withHeaders = (headers: Readonly<Record<string, string | undefined>>, body = good.body): Sent => {
  const all = { ...good.headers, ...headers };
  const given = Object.entries(all).filter((one): one is [string, string] => one[1] !== undefined);
  return { body, headers: Object.fromEntries(given) };
};

test("the one that all of these are made from is let through", async () => {
  expect(await attempts([good])).toEqual({ tried: 1, through: 1, statuses: { 200: 1 } });
});

test("every digit of the signature changed to every other: 960 tried, none let through", async () => {
  const forged = [...signature.slice(3)].flatMap((was, index) =>
    [...HEX]
      .filter((digit) => digit !== was)
      .map((digit) =>
        withHeaders({
          "x-zm-signature": `v0=${signature.slice(3, 3 + index)}${digit}${signature.slice(4 + index)}`,
        }),
      ),
  );
  expect(await attempts(forged)).toEqual({ tried: 960, through: 0, statuses: { 401: 960 } });
});

test("every byte of the body changed, taken out, or doubled: none let through", async () => {
  const bytes = Buffer.from(DEAUTHORIZED);
  const forged = [...bytes.keys()].flatMap((index) => {
    const changed = Uint8Array.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ (1 << (index % 8));
    const without = new Uint8Array(Buffer.concat([bytes.subarray(0, index), bytes.subarray(index + 1)]));
    const doubled = new Uint8Array(Buffer.concat([bytes.subarray(0, index + 1), bytes.subarray(index)]));
    return [changed, without, doubled].map((body) => ({ ...good, body }));
  });
  const count = bytes.length * 3;
  expect(count).toBeGreaterThan(850);
  expect(await attempts(forged)).toEqual({ tried: count, through: 0, statuses: { 401: count } });
});

test("the signature written otherwise, another's, or of something else: none let through", async () => {
  const mac = signature.slice(3);
  const pretty = JSON.stringify(JSON.parse(DEAUTHORIZED), null, 2);
  const forged: Sent[] = [
    ...[
      mac,
      `v0:${mac}`,
      `v1=${mac}`,
      `V0=${mac}`,
      `v0=${mac.toUpperCase()}`,
      ` v0 = ${mac}`,
      `v0=${mac}0`,
    ].map((written) => withHeaders({ "x-zm-signature": written })),
    ...[`v0=${mac.slice(1)}`, "v0=", "v0", "", `${signature}, ${signature}`, `v0=${mac},v0=${mac}`].map(
      (written) => withHeaders({ "x-zm-signature": written }),
    ),
    withHeaders({ "x-zm-signature": `v0=${Buffer.from(mac, "hex").toString("base64")}` }),
    ...[
      `${timestamp}.0`,
      `+${timestamp}`,
      `0${timestamp}`,
      `${timestamp}000`,
      "",
      "NaN",
      "1e9",
      `0x${NOW.toString(16)}`,
    ].map((written) => withHeaders({ "x-zm-request-timestamp": written })),
    withHeaders({ "x-zm-signature": undefined }),
    withHeaders({ "x-zm-request-timestamp": undefined }),
    withHeaders({ "x-zm-signature": undefined, "x-zm-request-timestamp": undefined }),
    { ...good, body: pretty },
    { ...good, body: `${DEAUTHORIZED}\n` },
    { ...good, body: `\ufeff${DEAUTHORIZED}` },
    { ...good, body: STARTED },
    { ...good, body: "" },
    signed(DEAUTHORIZED, NOW, OLD_SECRET),
    signed(DEAUTHORIZED, NOW, "undefined"),
    signed(DEAUTHORIZED, NOW, "0"),
    // Over the body alone, with another version, and with the parts run together otherwise.
    withHeaders({ "x-zm-signature": `v0=${macOf(DEAUTHORIZED)}` }),
    withHeaders({ "x-zm-signature": `v0=${macOf(`v1:${NOW}:${DEAUTHORIZED}`)}` }),
    withHeaders({ "x-zm-signature": `v0=${macOf(`v0:${NOW}${DEAUTHORIZED}`)}` }),
    withHeaders({ "x-zm-signature": `v0=${macOf(`v0:${NOW}:${pretty}`)}` }),
    {
      body: `1:${DEAUTHORIZED}`,
      headers: { ...good.headers, "x-zm-request-timestamp": timestamp.slice(0, 9) },
    },
  ];
  expect(await attempts(forged)).toEqual({ tried: 38, through: 0, statuses: { 401: 38 } });
});

test("5,000 made up from pieces of what was signed: none let through", async () => {
  const other = signed(STARTED, NOW + 7);
  const pieces = [good, other].flatMap(({ headers, body }) => [
    headers["x-zm-signature"] ?? "",
    headers["x-zm-request-timestamp"] ?? "",
    String(body),
  ]);
  const piece = fc.oneof(
    fc.constantFrom(...pieces),
    fc.string({ maxLength: 80 }),
    fc.stringMatching(/^v0=[0-9a-f]{64}$/),
  );
  const header = piece.map((text) => text.replace(/[^\x21-\x7e]/g, ""));
  let tried = 0;
  const { route, through } = counting();
  await fc.assert(
    fc.asyncProperty(header, header, piece, async (mac, time, body) => {
      const isWhole = [good, other].some(
        (one) =>
          one.body === body &&
          one.headers["x-zm-signature"] === mac &&
          one.headers["x-zm-request-timestamp"] === time,
      );
      fc.pre(!isWhole);
      tried += 1;
      const { status } = await send(route, {
        body,
        headers: {
          "content-type": "application/json",
          "x-zm-signature": mac,
          "x-zm-request-timestamp": time,
        },
      });
      return status === 401;
    }),
    { numRuns: 5_000, seed: 20_261_124 },
  );
  expect({ tried: tried >= 5_000, through }).toEqual({ tried: true, through: [] });
});

test("one request, sent again each second for ninety minutes: 5,400 tried, none let through", async () => {
  const { route, through, clock } = counting();
  await send(route, good);
  const first = through.length;
  let tried = 0;
  for (let second = 1; second <= 5_400; second += 1) {
    // A little less than the whole time, which is when the first is forgotten; and then it is too old by far.
    clock.seconds = NOW + second;
    await send(route, good);
    tried += 1;
  }
  expect({ tried, first, again: through.length - first }).toEqual({ tried: 5_400, first: 1, again: 0 });
});

test("challenges that would sign a webhook: 1,000 tried, signed and not, none answered", async () => {
  const tokens = Array.from({ length: 100 }, (_, index) => {
    const forged = index % 2 ? STARTED : DEAUTHORIZED;
    return [
      `v0:${NOW + index}:${forged}`,
      `v0:${NOW + index}:${"a".repeat(index)}`,
      `v0:${NOW}:`,
      `${index}:`,
      `a:b${index}`,
    ];
  }).flat();
  const forged = tokens.flatMap((token) => {
    const body = challenge(token);
    return [signed(body), { body, headers: { "content-type": "application/json" } }];
  });
  expect(await attempts(forged)).toEqual({ tried: 1_000, through: 0, statuses: { 400: 1_000 } });
});

test("challenges that are no token: none answered", async () => {
  const tokens = [
    "",
    "short",
    "x".repeat(129),
    "with space 123",
    "line\nend12345",
    "ünïcode-token",
    "dots.in.it.12",
    "slash/slash/1",
    12345678,
    null,
    ["abcdefgh1234"],
    {},
    true,
  ];
  expect(await attempts(tokens.map((token) => signed(challenge(token))))).toEqual({
    tried: tokens.length,
    through: 0,
    statuses: { 400: tokens.length },
  });
});

test("and what a challenge answers is no signature of anything: it has no colon in it", async () => {
  const { route, through } = counting();
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^[A-Za-z0-9_-]{8,128}$/), async (token) => {
      tried += 1;
      const { answer } = await send(route, { body: challenge(token), headers: {} });
      const stolen = answer.encryptedToken ?? "";
      const { status } = await send(route, {
        body: DEAUTHORIZED,
        headers: { ...good.headers, "x-zm-signature": `v0=${stolen}` },
      });
      return stolen === macOf(token) && status === 401;
    }),
    { numRuns: 1_000, seed: 20_261_124 },
  );
  expect({ tried, through }).toEqual({ tried: 1_000, through: [] });
});
