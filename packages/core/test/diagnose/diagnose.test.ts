import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagnose } from "../../src/diagnose/diagnose.ts";
import type { Evidence } from "../../src/diagnose/evidence.ts";
import { EXAMPLE, evidenceOf } from "../../src/diagnose/example.ts";
import { createSigner } from "../../src/sign/signer.ts";

const { sdkKey, sdkSecret, now, meetingNumber } = EXAMPLE;
const token = evidenceOf({ name: "right" }).signature as string;

describe("whatever we sign is ok", () => {
  const requests = fc.record({
    meetingNumber: fc
      .integer({ min: 100_000_000, max: 99_999_999_999 })
      .chain((number) => fc.constantFrom<string | number>(number, String(number))),
    role: fc.constantFrom<0 | 1>(0, 1),
    expirationSeconds: fc.option(fc.integer({ min: 1800, max: 172_800 }), { nil: undefined }),
    videoWebRtcMode: fc.constantFrom<0 | 1 | undefined>(0, 1, undefined),
  });
  // A lifetime of exactly 1800 s is refused by Zoom, so a signer that does not backdate cannot make one of 1800.
  const backdates = fc.integer({ min: 1, max: 900 });

  it("on the web", () => {
    fc.assert(
      fc.property(requests, backdates, fc.integer({ min: 0, max: 29 }), (request, backdateSeconds, skew) => {
        fc.pre((request.expirationSeconds ?? 7200) + backdateSeconds <= 172_800);
        const signer = createSigner({ sdkKey, sdkSecret, backdateSeconds, now: () => now });
        const evidence = {
          signature: signer.sign(request).signature,
          credentials: { sdkKey, sdkSecret },
          client: { platform: "web", sdkVersion: "6.2.0" },
          now,
          clockOffset: Math.min(skew, backdateSeconds),
        };
        expect(diagnose(evidence)).toMatchObject({ outcome: "ok", verdict: null, findings: [] });
      }),
    );
  });

  it("natively", () => {
    const signer = createSigner({ sdkKey, sdkSecret, now: () => now });
    const evidence = {
      signature: signer.signNative().signature,
      credentials: { sdkKey, sdkSecret },
      client: { platform: "android" },
      now,
    };
    expect(diagnose(evidence)).toMatchObject({ outcome: "ok", verdict: null, findings: [] });
  });
});

describe("never throws, and breaks no rule", () => {
  /** A rule that threw is listed with nothing missing. */
  function broken(evidence: unknown): string[] {
    const report = diagnose(evidence as Evidence);
    expect(report.schema).toBe(1);
    expect(() => JSON.stringify(report)).not.toThrow();
    return report.notChecked.filter(({ missing }) => missing.length === 0).map(({ rule }) => rule);
  }

  const thenName = ["th", "en"].join("");
  const fail = () => {
    throw new Error("no");
  };
  const cycle: Record<string, unknown> = { signature: token };
  cycle.credentials = cycle;
  cycle.joinCall = [cycle];
  const hostile = new Proxy(
    {},
    {
      get: () => {
        throw new Error("get");
      },
      ownKeys: () => {
        throw new Error("ownKeys");
      },
      has: () => {
        throw new Error("has");
      },
      getPrototypeOf: () => {
        throw new Error("getPrototypeOf");
      },
    },
  );
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const deep = Array.from({ length: 10_000 }).reduce((inside) => ({ inside }), {} as unknown);

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a text", "evidence"],
    ["a number", 1],
    ["a list", []],
    ["an empty object", {}],
    ["a cycle", cycle],
    ["a hostile proxy", hostile],
    ["a revoked proxy", revoked.proxy],
    [
      "hostile parts",
      { signature: hostile, credentials: hostile, joinCall: hostile, error: hostile, now: hostile },
    ],
    [
      "a getter that throws",
      Object.defineProperty({}, "signature", {
        get: () => {
          throw new Error("no");
        },
        enumerable: true,
      }),
    ],
    ["a BigInt", { signature: 1n, now: 1n, joinCall: { meetingNumber: 87270695528n }, clockOffset: 1n }],
    ["a symbol", { signature: Symbol("s"), error: { code: Symbol("c") } }],
    ["a thenable that throws", { signature: Object.defineProperty({}, thenName, { get: fail }) }],
    ["something very deep", { signature: deep, meeting: deep }],
    ["64 kB of one letter", { signature: "e".repeat(65_536) }],
    ["64 kB of dots", { signature: ".".repeat(65_536) }],
    ["64 kB of quotes", { signature: '"'.repeat(65_536) }],
    ["16 kB of quotes", { signature: '"'.repeat(16_384) }],
    ["16 kB of spaces", { signature: `a${" ".repeat(16_382)}b` }],
    ["16 kB of percent signs", { signature: "%25".repeat(5_461) }],
    ["a member named __proto__", JSON.parse(`{"signature":"${token}","joinCall":{"__proto__":{"zak":"x"}}}`)],
    ["lone surrogates", { signature: "\ud800.\udfff.\ud800", credentials: { sdkSecret: "\ud800" } }],
    [
      "a wrong type everywhere",
      { credentials: 1, expected: [], client: "web", joinCall: null, error: "3712", now: "now" },
    ],
  ])("%s", (_, evidence) => {
    expect(broken(evidence)).toEqual([]);
  });

  const claims = fc.dictionary(
    fc.constantFrom(
      "appKey",
      "sdkKey",
      "mn",
      "role",
      "iat",
      "exp",
      "tokenExp",
      "meetingNumber",
      "tpc",
      "app_key",
      "iss",
      "x",
    ),
    fc.oneof(
      fc.jsonValue(),
      fc.integer({ min: 1_763_000_000, max: 1_764_000_000 }),
      fc.double(),
      fc.constant(meetingNumber),
    ),
  );
  const passed = fc.oneof(
    claims.map((payload) => evidenceOf({ name: "", payloadText: JSON.stringify(payload) }).signature),
    fc
      .string({ maxLength: 400, unit: "binary" })
      .map((text) => evidenceOf({ name: "", payloadText: text }).signature),
    fc
      .tuple(fc.nat(token.length), fc.string({ maxLength: 4 }))
      .map(([at, text]) => token.slice(0, at) + text + token.slice(at)),
    fc.tuple(fc.nat(token.length), fc.nat(token.length)).map(([from, to]) => token.slice(from, to)),
    fc.string({ maxLength: 200, unit: "binary" }),
    fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
    }),
  );

  it("any evidence", () => {
    const member = fc.anything({ withBigInt: true, withNullPrototype: true });
    const evidence = fc.record(
      {
        signature: passed,
        credentials: fc.oneof(fc.constant({ sdkKey, sdkSecret }), member),
        expected: member,
        client: fc.oneof(
          fc.record({
            platform: fc.constantFrom("web", "ios"),
            sdkVersion: fc.constantFrom("6.2.0", "3.13.1"),
          }),
          member,
        ),
        joinCall: member,
        error: fc.oneof(fc.record({ code: fc.constantFrom(3712, "3705", 1), message: fc.string() }), member),
        now: fc.oneof(fc.constant(now), member),
        clockOffset: fc.oneof(fc.integer({ min: -500, max: 500 }), member),
        app: member,
        meeting: member,
        works: passed,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(evidence, (one) => {
        expect(broken(one)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  }, 60_000);
});

describe("one mistake each", () => {
  it("two mistakes give two findings, the earlier first", () => {
    const evidence = evidenceOf({
      name: "",
      payload: { exp: now + 30, tokenExp: now + 30 },
      pass: (right) => `"${right}"`,
    });
    expect(diagnose(evidence).findings.map(({ rule }) => rule)).toEqual([
      "quotes-around-signature",
      "exp-too-soon",
    ]);
  });

  it("what was not checked says what to give, and is quiet where that is no use", () => {
    const { notChecked } = diagnose({ signature: token, now });
    expect(notChecked.find(({ rule }) => rule === "key-not-expected")).toEqual({
      rule: "key-not-expected",
      missing: ["sdkKey"],
      give: ["credentials.sdkKey"],
    });
    const wrong = diagnose({ signature: "Not Found", now });
    expect(wrong.findings.map(({ rule }) => rule)).toEqual(["not-a-jwt"]);
    expect(wrong.notChecked.find(({ rule }) => rule === "exp-too-soon")).toEqual({
      rule: "exp-too-soon",
      missing: ["times"],
      give: [],
    });
  });

  it("a report holds no secret, whoever put it where", () => {
    const pass = "averyPrivatePasscode";
    const evidence = evidenceOf({
      name: "",
      header: { alg: sdkSecret },
      payload: { mn: pass, [sdkSecret]: 1, note: sdkSecret },
      evidence: {
        credentials: { sdkKey, sdkSecret, others: { old: "anotherSecretThatIsPrivate" } },
        joinCall: { passWord: pass, zak: "anotherSecretThatIsPrivate" },
        error: { code: 3712, message: sdkSecret },
        now,
      },
    });
    const text = JSON.stringify(diagnose(evidence));
    for (const secret of [
      sdkSecret,
      pass,
      "anotherSecretThatIsPrivate",
      evidence.signature as string,
      sdkKey,
    ]) {
      expect(text).not.toContain(secret);
    }
  });
});

it("a join that failed is never ok, also where nobody knows the error", () => {
  const evidence: Evidence = { signature: token, credentials: { sdkKey, sdkSecret }, now };
  expect(diagnose(evidence)).toMatchObject({ outcome: "ok", verdict: null });
  expect(diagnose({ ...evidence, error: { code: 987_654 } })).toMatchObject({
    outcome: "unproven",
    verdict: null,
    findings: [],
  });
});
