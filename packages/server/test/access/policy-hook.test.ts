import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Caller } from "../../src/access/caller.ts";
import type { Wish } from "../../src/access/policy.ts";
import { type HookPolicyOptions, policyFromHook } from "../../src/access/policy-hook.ts";
import { MEETING } from "../facts.ts";

const ALICE: Caller = {
  id: "oidc:school:alice",
  method: "oidc",
  tenant: "north",
  scopes: new Set(["join:mint"]),
  claims: { class: "7b" },
};
const WISH: Wish = { kind: "web", meetingNumber: MEETING, role: 0 };
const YES = { allow: true, meetingNumber: MEETING, maxRole: 1 } as const;
const ALL = {
  ...YES,
  maxRole: 0,
  maxLifetime: 3600,
  zoomUser: "u-1",
  userName: "Ada",
  passcode: "314159",
  account: "other",
  participant: "app",
} as const;
const permission = ({ allow: _, ...rest }: { readonly allow: true }): object => ({ kind: "web", ...rest });

interface Asked {
  readonly headers: IncomingMessage["headers"];
  readonly method: string | undefined;
  readonly body: unknown;
}

let app: Server;
let url = "";
let status = 200;
let answer = "";
let headers: Record<string, string> = {};
const asked: Asked[] = [];

beforeAll(async () => {
  app = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8");
    request.on("data", (part: string) => {
      text += part;
    });
    request.on("end", () => {
      asked.push({ headers: request.headers, method: request.method, body: JSON.parse(text) });
      if (answer === "nothing") return;
      if (answer === "reset") request.socket.destroy();
      else response.writeHead(status, headers).end(answer);
    });
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(app.address() as AddressInfo).port}/policy`;
});
afterAll(() => {
  app.closeAllConnections();
  app.close();
});

async function answered(
  text: unknown,
  { code = 200, more = {}, wish = WISH }: { code?: number; more?: Record<string, string>; wish?: Wish } = {},
): Promise<unknown> {
  status = code;
  headers = more;
  answer = typeof text === "string" ? text : JSON.stringify(text);
  return policyFromHook({ url })(ALICE, wish);
}

const LONG = "x".repeat(255);

describe("is a yes", () => {
  test.each<[string, unknown, object]>([
    ["a meeting and a role", YES, permission(YES)],
    ["all that may stand there", ALL, permission(ALL)],
    [
      "nine digits",
      { ...YES, meetingNumber: "123456789" },
      { ...permission(YES), meetingNumber: "123456789" },
    ],
    ["the shortest life", { ...YES, maxLifetime: 1800 }, { ...permission(YES), maxLifetime: 1800 }],
    ["the longest life", { ...YES, maxLifetime: 172_800 }, { ...permission(YES), maxLifetime: 172_800 }],
    ["255 characters", { ...YES, zoomUser: LONG }, { ...permission(YES), zoomUser: LONG }],
    ["a meeting of one's own", { ...YES, account: "own" }, { ...permission(YES), account: "own" }],
    ["a guest", { ...YES, participant: "guest" }, { ...permission(YES), participant: "guest" }],
    ["signed in", { ...YES, participant: "signed-in" }, { ...permission(YES), participant: "signed-in" }],
    ["native", { allow: true, native: true }, { kind: "native" }],
    [
      "native for a time",
      { allow: true, native: true, maxLifetime: 1800 },
      { kind: "native", maxLifetime: 1800 },
    ],
  ])("%s", async (_, text, wanted) => {
    expect(await answered(text)).toEqual(wanted);
  });
});

describe("is a no", () => {
  test.each<[string, unknown]>([
    ["no", { allow: false }],
    ["no, and a meeting", { ...YES, allow: false }],
    ["no, and a native SDK", { allow: false, native: true }],
    ["yes as text", { ...YES, allow: "true" }],
    ["yes as a number", { ...YES, allow: 1 }],
    ["yes and nothing more", { allow: true }],
    ["nothing", {}],
    ["null", "null"],
    ["true", "true"],
    ["a list", [YES]],
    ["no allow", { meetingNumber: MEETING, maxRole: 1 }],
    ["no meeting", { allow: true, maxRole: 1 }],
    ["no role", { allow: true, meetingNumber: MEETING }],
    ["a key too many", { ...YES, role: 1 }],
    ["a meeting as a number", { ...YES, meetingNumber: Number(MEETING) }],
    ["a meeting of 8 digits", { ...YES, meetingNumber: "12345678" }],
    ["a meeting of 12 digits", { ...YES, meetingNumber: "123456789012" }],
    ["a meeting with spaces", { ...YES, meetingNumber: "872 7069 5528" }],
    ["something before the digits", { ...YES, meetingNumber: `x${MEETING}` }],
    ["something after the digits", { ...YES, meetingNumber: `${MEETING}x` }],
    ["a role of 2", { ...YES, maxRole: 2 }],
    ["a role as text", { ...YES, maxRole: "1" }],
    ["a role as truth", { ...YES, maxRole: true }],
    ["a life too short", { ...YES, maxLifetime: 1799 }],
    ["a life too long", { ...YES, maxLifetime: 172_801 }],
    ["a life that is not whole", { ...YES, maxLifetime: 1800.5 }],
    ["an empty user", { ...YES, zoomUser: "" }],
    ["a user of 256 characters", { ...YES, zoomUser: `${LONG}x` }],
    ["an empty name", { ...YES, userName: "" }],
    ["a passcode as a number", { ...YES, passcode: 314_159 }],
    ["an account in other words", { ...YES, account: "mine" }],
    ["a participant in other words", { ...YES, participant: "host" }],
    ["native and a meeting", { ...YES, native: true }],
    ["native that is not true", { allow: true, native: false }],
    ["native with a role", { allow: true, native: true, maxRole: 1 }],
    ["native for too short a time", { allow: true, native: true, maxLifetime: 1799 }],
    ["no JSON", "yes"],
    ["half of the JSON", JSON.stringify(YES).slice(0, -1)],
    ["an empty body", ""],
    ["64 KiB and a byte", JSON.stringify(YES).padEnd(64 * 1024 + 1)],
  ])("%s", async (_, text) => {
    expect(await answered(text)).toBe("no");
  });

  test("a redirect, which is not followed", async () => {
    asked.length = 0;
    expect(await answered(YES, { code: 302, more: { location: url } })).toBe("no");
    expect(asked.length).toBe(1);
  });

  test.each([201, 204, 400, 401, 403, 404, 410, 418, 428, 430, 499])(
    "a yes with the status %i",
    async (code) => {
      expect(await answered(code === 204 ? "" : YES, { code })).toBe("no");
    },
  );
});

test("64 KiB are read", async () => {
  expect(await answered(JSON.stringify(YES).padEnd(64 * 1024))).toEqual(permission(YES));
});

test.each([429, 500, 502, 503, 504, 599])("a yes with the status %i says to try again", async (code) => {
  expect(await answered(YES, { code })).toBe("unavailable");
});

test.each(["nothing", "reset"])("no answer at all says to try again: %s", async (text) => {
  expect(await answered(text)).toBe("unavailable");
});

test("the app learns who asks for what, and nothing of scopes", async () => {
  asked.length = 0;
  answer = JSON.stringify(YES);
  status = 200;
  await policyFromHook({ url: new URL(url), token: "t0ken" })(ALICE, WISH);
  await policyFromHook({ url })({ ...ALICE, expiresAt: 1 }, { kind: "native" });
  const caller = { id: ALICE.id, method: "oidc", tenant: "north", claims: { class: "7b" } };
  const [first, second] = asked;
  expect([first?.method, first?.body, second?.body]).toEqual([
    "POST",
    { caller, wish: WISH },
    { caller, wish: { kind: "native" } },
  ]);
  expect([first, second].map((one) => [one?.headers["content-type"], one?.headers.authorization])).toEqual([
    ["application/json", "Bearer t0ken"],
    ["application/json", undefined],
  ]);
});

test.each([-1, 30.5, 31, Number.NaN, Number.POSITIVE_INFINITY])(
  "a yes cannot be taken again for %o seconds",
  (cacheSeconds) => {
    expect(() => policyFromHook({ url, cacheSeconds })).toThrow(
      new TypeError("cacheSeconds has to be 0 to 30"),
    );
  },
);

test.each(["http://app.example/policy", "ftp://app.example", "https://a:b@app.example", "app.example", ""])(
  "an address that is not asked: %s",
  (address) => {
    expect(() => policyFromHook({ url: address })).toThrow(
      expect.objectContaining({ name: "StartUpError", code: "setting-invalid", field: "url" }) as Error,
    );
  },
);

describe("a yes that is taken for the next one", () => {
  /** An app that counts how often it is asked, and a clock. */
  function counting(options: Partial<HookPolicyOptions> = {}, text: string = JSON.stringify(YES)) {
    const state = { at: 100, asks: 0 };
    vi.stubGlobal("fetch", async () => {
      state.asks += 1;
      return new Response(text);
    });
    const monotonic = () => state.at;
    const policy = policyFromHook({ url: "https://app.example/", cacheSeconds: 30, monotonic, ...options });
    return { state, policy };
  }

  test("for as long as was said, and not for the second after", async () => {
    const { state, policy } = counting();
    const answers = [await policy(ALICE, WISH)];
    state.at += 29.999;
    answers.push(await policy(ALICE, WISH));
    expect(state.asks).toBe(1);
    state.at += 0.001;
    answers.push(await policy(ALICE, WISH), await policy(ALICE, WISH));
    expect(state.asks).toBe(2);
    expect(answers).toEqual(Array(4).fill(permission(YES)));
  });

  test("by the clock of the machine where none is given", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    try {
      const { state, policy } = counting({ monotonic: undefined, cacheSeconds: 2 });
      await policy(ALICE, WISH);
      vi.advanceTimersByTime(1999);
      await policy(ALICE, WISH);
      expect(state.asks).toBe(1);
      vi.advanceTimersByTime(1);
      await policy(ALICE, WISH);
      expect(state.asks).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });

  test("is none unless said", async () => {
    const { state, policy } = counting({ cacheSeconds: undefined });
    await policy(ALICE, WISH);
    await policy(ALICE, WISH);
    expect(state.asks).toBe(2);
  });

  test("is none for no seconds, and no clock is asked then", async () => {
    const monotonic = () => {
      throw new Error("no clock");
    };
    const { state, policy } = counting({ cacheSeconds: 0, monotonic });
    await policy(ALICE, WISH);
    await policy(ALICE, WISH);
    expect(state.asks).toBe(2);
  });

  test.each([
    ["a no", JSON.stringify({ allow: false })],
    ["what is not understood", "yes"],
  ])("not %s", async (_, text) => {
    const { state, policy } = counting({}, text);
    expect([await policy(ALICE, WISH), await policy(ALICE, WISH), state.asks]).toEqual(["no", "no", 2]);
  });

  test.each<[string, Caller, Wish]>([
    ["caller", { ...ALICE, id: "oidc:school:bob" }, WISH],
    ["tenant", { ...ALICE, tenant: "south" }, WISH],
    ["claim", { ...ALICE, claims: { class: "7c" } }, WISH],
    ["meeting", ALICE, { ...WISH, meetingNumber: "999999999" }],
    ["role", ALICE, { ...WISH, role: 1 }],
    ["kind", ALICE, { kind: "native" }],
  ])("not for another %s", async (_, caller, wish) => {
    const { state, policy } = counting();
    await policy(ALICE, WISH);
    await policy(caller, wish);
    expect(state.asks).toBe(2);
  });
});
