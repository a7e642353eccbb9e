import { describe, expect, it } from "vitest";
import { JoinError, type JoinOptions, joinMeeting } from "../src/index.ts";
import { fakeClient, fakeComponent, KEY, MEETING, signature, stepList } from "./fakes.ts";

const root = { id: "the page's element" } as unknown as HTMLElement;
const person = { meetingNumber: "872 7069 5528", userName: "Ada Lovelace", root };

function component(module: object, more: Partial<JoinOptions> = {}): JoinOptions {
  return { ...person, view: "component", sdk: module, getSignature: () => signature(), ...more };
}

function client(module: object, more: Partial<JoinOptions> = {}): JoinOptions {
  return { ...component(module), view: "client", sdkVersion: "6.2.0", ...more };
}

async function errorOf(options: JoinOptions): Promise<JoinError> {
  const error: unknown = await joinMeeting(options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!JoinError.is(error)) throw error ?? new Error("it joined");
  return error;
}

const ALL = ["environment", "signature", "checked", "sdk-loaded", "init", "join-sent", "joined"];
const twice = (steps: readonly string[], attempt: number): string[] =>
  steps.flatMap((step) => [`${attempt} ${step} started`, `${attempt} ${step} done`]);

describe("a join", () => {
  it("goes through its steps, and can be left", async () => {
    const { module, seen } = fakeComponent("joins");
    const { onStep, list } = stepList();
    const joined = await joinMeeting(component(module, { onStep }));
    expect(list).toEqual(twice(ALL, 1));
    expect({ ...joined, client: 0, report: joined.report.outcome, leave: 0 }).toEqual({
      view: "component",
      sdkVersion: "6.2.0",
      client: 0,
      report: "ok",
      warnings: [],
      leave: 0,
    });
    await joined.leave();
    expect(seen.left).toBe(1);
  });

  it.each([
    { view: "component", named: { password: "314159" } },
    { view: "client", named: { passWord: "314159" } },
  ] as const)(
    "names the passcode as $view view does, and leaves out what is undefined",
    async ({ view, named }) => {
      const { module, seen } = view === "component" ? fakeComponent("joins") : fakeClient("joins");
      const text = signature();
      const more = { passcode: "314159", userEmail: undefined, zak: undefined, getSignature: () => text };
      await joinMeeting(view === "component" ? component(module, more) : client(module, more));
      expect(seen.calls).toEqual([
        { signature: text, meetingNumber: MEETING, userName: "Ada Lovelace", ...named },
      ]);
    },
  );

  it.each([
    { sdkVersion: "3.13.1", sdkKey: KEY },
    { sdkVersion: "4.1.0", sdkKey: undefined },
    { sdkVersion: "6.2.0", sdkKey: undefined },
  ])("gives sdkKey to $sdkVersion: $sdkKey", async ({ sdkVersion, sdkKey }) => {
    const { module, seen } = fakeClient("joins");
    await joinMeeting(client(module, { sdkVersion }));
    expect(seen.calls.map((call) => call.sdkKey)).toEqual([sdkKey]);
  });

  it("reads the key out of a padded signature, so that Zoom's answer is about the padding", async () => {
    const { module, seen } = fakeClient({ errorCode: 3712, errorMessage: "Signature is invalid." });
    const getSignature = (): string => `${signature()}=`;
    const end = await errorOf(client(module, { sdkVersion: "3.13.1", getSignature }));
    expect([end.code, end.cause]).toEqual(["zoom-refused", "encoding"]);
    expect(seen.calls.map((call) => call.sdkKey)).toEqual([KEY]);
  });

  it("loads the module by a function", async () => {
    const { module, seen } = fakeComponent("joins");
    await joinMeeting(component(module, { sdk: async () => module }));
    expect(seen.calls.length).toBe(1);
  });

  it("collects the SDK's console while joining, without the signature, and gives the console back", async () => {
    const before = console.warn;
    const heard: unknown[] = [];
    console.warn = (...words) => void heard.push(words);
    const ours = console.warn;
    const { module } = fakeComponent("joins");
    const text = signature();
    const sdk = async (): Promise<object> => {
      console.warn("the token", text, { old: true });
      return module;
    };
    const joined = await joinMeeting(component(module, { sdk, getSignature: () => text }));
    expect(joined.warnings).toEqual(['the token … {"old":true}']);
    expect(heard).toEqual([["the token", text, { old: true }]]);
    expect(console.warn).toBe(ours);
    console.warn = before;
  });
});

describe("the SDK says no", () => {
  const REFUSAL = { type: "JOIN_MEETING_FAILED", reason: "Signature is invalid.", errorCode: 3712 };
  it.each([
    { view: "component", answer: REFUSAL, is: ["zoom-refused", "3712", "Signature is invalid."] },
    {
      view: "client",
      answer: {
        method: "join",
        status: false,
        result: "Signature is invalid.",
        errorCode: 3712,
        errorMessage: "Signature is invalid.",
      },
      is: ["zoom-refused", "3712", "Signature is invalid."],
    },
    {
      view: "component",
      answer: { type: "JOIN_MEETING_FAILED", reason: "connection error", errorCode: -3000 },
      is: ["zoom-unreachable", "-3000", "connection error"],
    },
    {
      view: "component",
      answer: { type: "INVALID_PARAMETERS", reason: "dependent assets are not accessible" },
      is: ["sdk-not-loaded", "INVALID_PARAMETERS", "dependent assets are not accessible"],
    },
    {
      view: "component",
      answer: new TypeError("ve.split is not a function"),
      is: ["sdk-failed", "TypeError", "ve.split is not a function"],
    },
  ] as const)("$view view: $is", async ({ view, answer, is }) => {
    const fake = view === "component" ? fakeComponent(answer) : fakeClient(answer);
    const error = await errorOf(view === "component" ? component(fake.module) : client(fake.module));
    expect([error.code, error.zoom?.code, error.zoom?.message]).toEqual(is);
    expect(error.help).not.toBe("");
    expect(error.docs).toMatch(/^docs\//);
    expect(fake.seen.calls.length).toBe(1);
  });

  it("says what the code means and where it is explained, and keeps the signature out of it all", async () => {
    const text = signature();
    const { module } = fakeComponent({ ...REFUSAL, reason: `Signature is invalid. ${text}` });
    const error = await errorOf(component(module, { getSignature: () => text }));
    expect(JSON.stringify({ ...error, message: error.message })).not.toContain(text.split(".")[2]);
    expect(error.evidence.steps.at(-1)).toEqual({ step: "joined", attempt: 1, state: "failed" });
  });
});

describe("a second try", () => {
  const EXPIRED = { type: "JOIN_MEETING_FAILED", reason: "The signature has expired.", errorCode: 3705 };
  const OTHER = { type: "JOIN_MEETING_FAILED", reason: "Signature is invalid.", errorCode: 3712 };
  it.each([
    { answers: [EXPIRED, "joins"], code: "joined", asked: [1, 2], calls: 2 },
    { answers: [EXPIRED, EXPIRED], code: "zoom-refused", asked: [1, 2], calls: 2 },
    { answers: [EXPIRED, OTHER], code: "zoom-refused", asked: [1, 2], calls: 2 },
    { answers: [OTHER], code: "zoom-refused", asked: [1], calls: 1 },
    { answers: ["hangs"], code: "sdk-silent", asked: [1], calls: 1 },
  ] as const)("after $answers: $code", async ({ answers, code, asked, calls }) => {
    const { module, seen } = fakeComponent(...answers);
    const attempts: number[] = [];
    const options = component(module, {
      deadlines: { joined: 50 },
      getSignature: ({ attempt }) => {
        attempts.push(attempt);
        return signature();
      },
    });
    const end = await joinMeeting(options).then(
      () => "joined",
      (error: JoinError) => error.code,
    );
    expect({ end, attempts, calls: seen.calls.length }).toEqual({ end: code, attempts: asked, calls });
  });

  it("is not made in client view, which would never answer it", async () => {
    const { module, seen } = fakeClient({ errorCode: 3705, result: "The signature has expired." });
    const error = await errorOf(client(module));
    expect([error.code, error.zoom?.code, seen.calls.length]).toEqual(["zoom-refused", "3705", 1]);
  });

  it("leaves an expiry by an unmeasured clock to Zoom", async () => {
    const { module, seen } = fakeComponent(EXPIRED);
    const error = await errorOf(component(module, { getSignature: () => signature(4 * 3600) }));
    expect([error.code, error.zoom?.code, seen.calls.length]).toEqual(["zoom-refused", "3705", 1]);
  });
});

describe("nothing comes back", () => {
  const forever = (): Promise<never> => new Promise(() => {});
  const deadlines = { signature: 40, "sdk-loaded": 40, init: 40, joined: 40 };

  it.each([
    { step: "signature", code: "endpoint-silent", cause: "endpoint", more: { getSignature: forever } },
    { step: "sdk-loaded", code: "sdk-silent", cause: "network", more: { sdk: forever } },
    {
      step: "init",
      code: "sdk-silent",
      cause: "network",
      more: { sdk: { VERSION: "6.2.0", createClient: () => ({ init: forever }) } },
    },
    { step: "joined", code: "sdk-silent", cause: "network", more: {} },
  ] as const)("from $step: $code", async ({ step, code, cause, more }) => {
    const { module } = fakeComponent("hangs");
    const error = await errorOf(component(module, { deadlines, ...more }));
    expect({ code: error.code, cause: error.cause, last: error.evidence.steps.at(-1) }).toEqual({
      code,
      cause,
      last: { step, attempt: 1, state: "failed" },
    });
    expect(error.message).toContain("0.04 s");
    expect(error.help).not.toBe("");
  });

  it("takes what the console said for the cause", async () => {
    const { module } = fakeComponent("hangs");
    const client = (module as { default: { createClient(): { join: unknown } } }).default.createClient();
    client.join = () => {
      console.error("please check your signature and please add appKey");
      return forever();
    };
    const error = await errorOf(component(module, { deadlines }));
    expect(error.message).toBe(
      "the SDK called nothing back for 0.04 s: its console says: please check your signature and please add appKey",
    );
  });

  it("leaves a meeting that the SDK joins when nobody waits for it any more", async () => {
    let join: (answer: "joins") => void = () => {};
    const later = new Promise<"joins">((resolve) => {
      join = resolve;
    });
    const { module, seen } = fakeComponent(later);
    expect((await errorOf(component(module, { deadlines }))).code).toBe("sdk-silent");
    expect(seen.left).toBe(0);
    join("joins");
    await new Promise((resolve) => setTimeout(resolve));
    expect(seen.left).toBe(1);
  });
});

describe("an AbortSignal", () => {
  it.each(["environment", ...ALL.slice(1)])("ends the join at the step %s", async (at) => {
    const { module, seen } = fakeComponent("joins");
    const control = new AbortController();
    const { onStep, list } = stepList();
    const options = component(module, {
      signal: control.signal,
      onStep: (event) => {
        onStep(event);
        if (event.step === at && event.state === "started") queueMicrotask(() => control.abort());
      },
      getSignature: async () => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        return signature();
      },
    });
    const before = console.warn;
    expect((await errorOf(options)).code).toBe("aborted");
    expect(console.warn).toBe(before);
    expect(list.at(-1)).toMatch(/^1 \S+ (?:failed|done)$/);
    await new Promise((resolve) => setTimeout(resolve));
    // Either nothing was joined, or what was is left again.
    expect(seen.left).toBe(seen.calls.length);
  });

  it("that is aborted before asks nobody anything", async () => {
    const { module, seen } = fakeComponent("joins");
    const asked: unknown[] = [];
    const options = component(module, { signal: AbortSignal.abort(), getSignature: (it) => asked.push(it) });
    expect([(await errorOf(options)).code, asked, seen.inits]).toEqual(["aborted", [], []]);
  });
});

describe("before the SDK is called", () => {
  it.each([
    { name: "undefined", more: { getSignature: () => undefined }, rule: "signature-undefined" },
    {
      name: "a promise's text",
      more: { getSignature: () => "[object Promise]" },
      rule: "signature-is-promise",
    },
    { name: "no JWT", more: { getSignature: () => "garbage" }, rule: "not-a-jwt" },
    {
      name: "another meeting",
      more: { getSignature: () => signature(0, "87270695529") },
      rule: "join-number-differs",
    },
    {
      name: "another role",
      more: { getSignature: () => signature(0, MEETING, 1) },
      rule: "role-not-expected",
    },
    { name: "no number", more: { meetingNumber: undefined as never }, rule: "join-number-missing" },
    { name: "no name", more: { userName: "" }, rule: "user-name-missing" },
  ])("the core's rules refuse $name", async ({ more, rule }) => {
    const { module, seen } = fakeComponent("joins");
    const error = await errorOf(component(module, more));
    expect([error.code, error.report?.findings.map((finding) => finding.rule).includes(rule)]).toEqual([
      "rejected-before-join",
      true,
    ]);
    expect([error.cause, error.help, error.docs]).toEqual([
      error.report?.verdict?.cause,
      error.report?.verdict?.help,
      error.report?.verdict?.docs,
    ]);
    expect(seen.calls).toEqual([]);
  });

  it("one join of a page at a time", async () => {
    const { module } = fakeComponent("hangs");
    const stop = new AbortController();
    const first = errorOf(component(module, { signal: stop.signal }));
    const second = await errorOf(component(module));
    expect([second.code, second.message]).toEqual([
      "page-not-ready",
      "another join of this page has not ended yet, and the SDK can do one at a time",
    ]);
    stop.abort();
    expect((await first).code).toBe("aborted");
    const third = fakeComponent("joins");
    expect((await joinMeeting(component(third.module))).view).toBe("component");
  });

  it("component view wants an element", async () => {
    const { module } = fakeComponent("joins");
    const error = await errorOf(component(module, { root: null }));
    expect([error.code, error.cause]).toEqual(["page-not-ready", "page"]);
  });

  it.each([
    [{ view: "gallery" }, '`view` is not one of "client" and "component"'],
    [{ endpoint: "/", getSignature: () => "" }, "give one of `endpoint`, `joinEndpoint` and `getSignature`"],
    [{ sdk: undefined }, "`sdk` is neither a module, a function that loads one, nor { version, from }"],
    [{ deadlines: { joined: -1 } }, "deadlines.joined is not a number of milliseconds"],
  ])("%o is a mistake in the code", async (wrong, message) => {
    const options = { ...component(fakeComponent("joins").module), ...wrong } as JoinOptions;
    await expect(joinMeeting(options)).rejects.toEqual(new TypeError(message));
  });
});
