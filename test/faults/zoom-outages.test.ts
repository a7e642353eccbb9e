// The whole server under load while something is wrong at Zoom: R4 to R8 of the plan of faults. Signatures are given all
// the while; joins that need a token of Zoom's are refused, in words and in time, and Zoom is hardly asked.
// COUNTERSIGN_LONG=1 runs every fault; otherwise one, and what ends by one more try.
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { recording } from "../support/recording.ts";
import { ZOOM_FAULTS, type ZoomFault } from "./support/zoom-faults.ts";
import {
  type CallerName,
  HOSTS,
  OTHER_MEETING,
  OWN_MEETING,
  PROGRAMS,
  startZoomServer,
  type ZoomServer,
} from "./support/zoom-server.ts";

const LONG = process.env.COUNTERSIGN_LONG === "1";
const SIGNERS = 8;
/** Nobody who needs nothing of Zoom waits as long as that; generous, since it is no measurement. */
const HUNG_MS = 5_000;
/** The server answers a join in 10 seconds, whatever Zoom does. */
const JOIN_HUNG_MS = 12_000;

interface Answer {
  readonly caller: CallerName;
  readonly outcome: string;
  readonly retryAfter: string | null;
  readonly text: string;
  readonly began: number;
  readonly ended: number;
}

async function ask(server: ZoomServer, caller: CallerName, path: string, within: number): Promise<Answer> {
  const began = performance.now();
  const program = PROGRAMS.some((name) => name === caller);
  const host = HOSTS.some((name) => name === caller) || caller === "first";
  const answer = { caller, retryAfter: null, text: "", began };
  try {
    const response = await fetch(server.url + path, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${server.keyOf(caller)}` },
      body: JSON.stringify({ meetingNumber: program ? OTHER_MEETING : OWN_MEETING, role: host ? 1 : 0 }),
      signal: AbortSignal.timeout(within),
    });
    const text = await response.text();
    const outcome = outcomeOf(response.status, text, program ? "obfToken" : host ? "zak" : undefined);
    const retryAfter = response.headers.get("retry-after");
    return { ...answer, outcome, retryAfter, text: response.ok ? "" : text, ended: performance.now() };
  } catch (error) {
    const outcome = error instanceof Error ? error.name : "no answer";
    return { ...answer, outcome, ended: performance.now() };
  }
}

function outcomeOf(status: number, text: string, token: "obfToken" | "zak" | undefined): string {
  const body = JSON.parse(text) as {
    readonly errors?: readonly { readonly code: string }[];
    readonly signature?: unknown;
    readonly join?: Readonly<Record<string, unknown>>;
  };
  if (status !== 200) return `${status} ${body.errors?.[0]?.code}`;
  const whole = typeof body.signature === "string" && (!token || typeof body.join?.[token] === "string");
  return whole ? "joined" : "200 without what it needs";
}

/** Everybody at once, until told to stop. */
function load(server: ZoomServer, pace: number) {
  let going = true;
  const free: Answer[] = [];
  const joins: Answer[] = [];
  const client = async (into: Answer[], within: number, every: number, caller: CallerName, path: string) => {
    while (going) {
      into.push(await ask(server, caller, path, within));
      await pause(every);
    }
  };
  const others = [
    ...Array.from({ length: SIGNERS }, () => client(free, HUNG_MS, 50, "load", "/v1/signature")),
    client(free, HUNG_MS, 100, "guest", "/v1/join"),
  ];
  const joiners: Promise<void>[] = [];
  return {
    free,
    joins,
    join: () => {
      for (const caller of [...HOSTS, ...PROGRAMS]) {
        joiners.push(client(joins, JOIN_HUNG_MS, pace, caller, "/v1/join"));
      }
    },
    async stop() {
      going = false;
      await Promise.all([...others, ...joiners]);
    },
  };
}

const asked = ({ sandbox: { zoom } }: ZoomServer): number =>
  zoom.calls("users/token").received + zoom.calls("oauth/token").received;
const ofHosts = ({ caller }: Answer): boolean => HOSTS.some((name) => name === caller);
const outcomes = (answers: readonly Answer[]): readonly string[] =>
  [...new Set(answers.map(({ outcome }) => outcome))].sort();
const inSeconds = (header: string | null): boolean =>
  /^[1-9][0-9]?$/.test(header ?? "") && Number(header) <= 60;

async function started(): Promise<ZoomServer> {
  const server = await startZoomServer();
  onTestFinished(server.close);
  // The account's access token is there already, as it is in a server that has run for a while.
  expect((await ask(server, "first", "/v1/join", HUNG_MS)).outcome).toBe("joined");
  server.sandbox.zoom.resetCalls();
  return server;
}

/** Nothing that Zoom gave out is in what the server writes, nor in what it answers where it refuses. */
function leaks(server: ZoomServer, answers: readonly Answer[]): readonly object[] {
  const scanner = server.scanner();
  expect(scanner.names.length).toBeGreaterThan(10);
  const refusals = new Set(answers.map(({ text }) => text));
  expect(server.output().length).toBeGreaterThan(1000);
  return [...scanner.scan("output", server.output()), ...scanner.scan("refusals", [...refusals].join("\n"))];
}

const total = recording("zoom");
const summary: string[] = [];
afterAll(() => {
  process.stdout.write(
    `\n${["fault: signatures and joins without a token; joins with one; calls to Zoom", ...summary].join("\n")}\n`,
  );
});

describe.each(ZOOM_FAULTS.filter(({ quick }) => LONG || quick))("$id: $name", (fault) => {
  test("signing goes on, joins are refused and come back", { timeout: 130_000 }, () => held(fault));
});

async function held(fault: ZoomFault): Promise<void> {
  const server = await started();
  const { free, joins, join, stop } = load(server, fault.pace ?? 500);
  await pause(300);
  const end = await fault.begin(server);
  join();
  await pause(fault.seconds * 1000);
  const heard = asked(server);
  const calls = heard + (fault.knocks?.() ?? 0);
  const healed = performance.now();
  const meanwhile = [...joins];
  await end();
  const isBack = () =>
    [...HOSTS, ...PROGRAMS].filter((name) =>
      joins.some(({ caller, began, outcome }) => caller === name && began > healed && outcome === "joined"),
    ).length;
  while (isBack() < HOSTS.length + PROGRAMS.length && performance.now() < healed + fault.back * 1000) {
    await pause(100);
  }
  const back = isBack();
  await stop();

  const zak = meanwhile.filter(ofHosts);
  const obf = meanwhile.filter((answer) => !ofHosts(answer));
  const refused = joins.filter(({ outcome }) => outcome.startsWith("503 "));
  const bound = fault.calls(meanwhile.length + 6);
  summary.push(
    `${fault.id} ${fault.name}: ${free.length}, ${free.filter(({ outcome }) => outcome !== "joined").length} refused; ${meanwhile.length} (${outcomes(meanwhile).join(", ")}), back ${back} of 6; ${calls} of at most ${bound}`,
  );
  expect({
    free: outcomes(free),
    load: free.length > 100,
    zak: outcomes(zak).filter((outcome) => !fault.zak.some((one) => one === outcome)),
    obf: outcomes(obf).filter((outcome) => !fault.obf.some((one) => one === outcome)),
    each: [outcomes(zak).includes(fault.zak[0] ?? ""), outcomes(obf).includes(fault.obf[0] ?? "")],
    // Those that were under way at the end of it, too.
    unforeseen: outcomes(joins).filter((outcome) => !/^(?:joined|50[23] zoom-[a-z-]+)$/.test(outcome)),
    without: refused.filter(({ retryAfter }) => !inSeconds(retryAfter)).map(({ outcome }) => outcome),
    tooOften: calls > bound ? calls : 0,
    heard: fault.unheard ? heard : 0,
    followed: server.sandbox.zoom.calls("elsewhere").received,
    back,
    leaks: leaks(server, joins),
  }).toEqual({
    free: ["joined"],
    load: true,
    zak: [],
    obf: [],
    each: [true, true],
    unforeseen: [],
    without: [],
    tooOften: 0,
    heard: 0,
    followed: 0,
    back: 6,
    leaks: [],
  });
  total.add({ faults: 1, requests: free.length + joins.length });
}

describe("R8: an access token that ends before its time", () => {
  test.each([["HTTP 401"], ["code 124"]])(
    "%s: one refresh, one more call, and everybody joins",
    async (how) => {
      const server = await started();
      const { zoom } = server.sandbox;
      if (how === "HTTP 401") zoom.endAccessTokens();
      else {
        const failure = { kind: "rest-error", status: 400, code: 124, times: 1 } as const;
        zoom.fail("users/token/zak", failure);
        zoom.fail("users/token/onbehalf", failure);
      }
      const { free, stop } = load(server, 500);
      const joins = [
        await ask(server, "host-1", "/v1/join", JOIN_HUNG_MS),
        await ask(server, "program-1", "/v1/join", JOIN_HUNG_MS),
      ];
      const received = (
        [
          "users/token/zak",
          "oauth/token/account_credentials",
          "users/token/onbehalf",
          "oauth/token/refresh_token",
        ] as const
      ).map((endpoint) => zoom.calls(endpoint).received);
      // Six at once, with two programs whose tokens have ended as well.
      const together = await Promise.all(
        [...HOSTS, ...PROGRAMS].map((caller) => ask(server, caller, "/v1/join", JOIN_HUNG_MS)),
      );
      await stop();
      summary.push(
        `R8 ${how}: ${free.length}, ${free.filter(({ outcome }) => outcome !== "joined").length} refused; ${outcomes([...joins, ...together]).join(", ")}; ${received.join(" and ")}`,
      );
      expect({
        free: outcomes(free),
        joins: outcomes([...joins, ...together]),
        received,
        leaks: leaks(server, together),
      }).toEqual({ free: ["joined"], joins: ["joined"], received: [2, 1, 2, 1], leaks: [] });
      total.add({ faults: 1, requests: free.length + joins.length + together.length });
    },
  );
});
