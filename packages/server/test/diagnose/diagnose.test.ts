import { createSigner } from "@countersign/core";
import { diagnose } from "@countersign/core/diagnose";
import { type AppOptions, createApiKey } from "@countersign/server";
import { expect, test } from "vitest";
import { CREDENTIALS, codesOf, DEVELOPMENT, MEETING, matrix, NOW, type Sent } from "../support.ts";

const json = { "content-type": "application/json" };
const { signature } = createSigner({ ...CREDENTIALS, now: () => NOW }).sign({
  meetingNumber: MEETING,
  role: 1,
});
const [header = "", payload = "", mac = ""] = signature.split(".");
const sent = `${header}.${payload}`;

const signed = (claims: object, head: object = { alg: "HS256", typ: "JWT" }) =>
  [head, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
const CLAIMS = {
  appKey: CREDENTIALS.sdkKey,
  sdkKey: CREDENTIALS.sdkKey,
  mn: MEETING,
  role: 1,
  iat: NOW - 30,
  exp: NOW + 7200,
  tokenExp: NOW + 7200,
};
/** As this server signs them: with the shortest life, since somebody can host with it. */
const HOST = { ...CLAIMS, exp: NOW + 1771, tokenExp: NOW + 1771 };
const ask = (evidence: object): Sent => ({ path: "/v1/diagnose", body: JSON.stringify(evidence) });

matrix("diagnose", DEVELOPMENT, (send, { log }) => {
  const report = async (evidence: object) => JSON.parse((await send(ask(evidence))).text);

  test("a right signature: the report of core, and what would have been signed, claim by claim", async () => {
    const host = signed(HOST);
    expect(await report({ signature: host })).toEqual({
      report: diagnose({ signature: host, now: NOW, secretsRemoved: true }),
      wouldSign: { header: { alg: "HS256", typ: "JWT" }, payload: HOST, differences: [] },
    });
    expect(log.at(-1)).toMatchObject({ status: 200, caller: "development", outcome: "diagnosed:ok" });
  });

  test.each([
    ["as a whole", signature],
    ["without its third part", sent],
    ["with another third part", `${sent}.${"A".repeat(20)}`],
    ["with a third part that no token has", `${sent}.*${mac}*`],
    ["with an empty third part", `${sent}.`],
  ])("the answer is the same for a signature %s", async (_, given) => {
    const { report: made } = await report({ signature: given });
    expect([made.outcome, made.findings]).toEqual(["ok", []]);
    expect(made.notChecked).toContainEqual({ rule: "two-segments", missing: ["thirdPart"], give: [] });
  });

  test("what is wrong is named, and what this server would have put there", async () => {
    const wrong = { ...CLAIMS, exp: (NOW + 7200) * 1000, tokenExp: (NOW + 7200) * 1000 };
    const { report: made, wouldSign } = await report({ signature: `${signed(wrong)}.${mac}` });
    expect([made.outcome, made.verdict.rule]).toEqual(["rejected", "times-in-milliseconds"]);
    expect(wouldSign.payload).toEqual(HOST);
    expect(
      wouldSign.differences.map(({ at, matters }: { at: string; matters: string }) => [at, matters]),
    ).toEqual([
      ["payload.exp", "explains"],
      ["payload.tokenExp", "may"],
    ]);
    expect(log.at(-1)?.outcome).toBe("diagnosed:rejected:times-in-milliseconds");
  });

  test("times are compared with this server's clock, whatever the caller's", async () => {
    const { report: made } = await report({ signature: sent, now: NOW + 90_000, clockOffset: 5000 });
    expect([made.decoded.now, made.decoded.zoomNow, made.outcome]).toEqual([NOW, NOW, "ok"]);
  });

  test("a caller cannot say that nothing was taken out", async () => {
    const { report: made } = await report({ signature: sent, secretsRemoved: false });
    expect(made.findings).toEqual([]);
  });

  test("an object with the signature in it", async () => {
    const { report: made } = await report({ signature: { data: { signature } } });
    expect(made.verdict.rule).toBe("signature-is-object");
  });

  test("the error, the app and the meeting are read; nobody is asked for a secret", async () => {
    const { report: made } = await report({
      signature: signed({ ...CLAIMS, role: 0 }),
      error: { code: 3712, message: "Signature is invalid." },
      app: { features: { embed: { meeting_sdk: { enable: true } } } },
      meeting: { id: Number(MEETING) },
    });
    const rules = made.findings.map(({ rule }: { rule: string }) => rule);
    expect(rules).toContain("secret-not-checked");
    expect(rules).not.toContain("meeting-sdk-switched-off");
    expect(JSON.stringify(made)).toContain("countersign doctor");
    expect(JSON.stringify(made)).not.toMatch(/credentials\.(?:sdkSecret|others)/);
  });

  test("everything is optional", async () => {
    const { report: made, ...rest } = await report({});
    expect([made.outcome, made.verdict, rest]).toEqual(["ok", null, {}]);
    expect(made.notChecked.length).toBeGreaterThan(100);
  });

  test.each<[what: string, evidence: object, claims: object | undefined]>([
    ["what is expected", { expected: { meetingNumber: "872 7069 5528", role: 0 } }, { ...CLAIMS, role: 0 }],
    ["what is expected, over the token", { signature: sent, expected: { role: 0 } }, { ...CLAIMS, role: 0 }],
    ["text for numbers", { signature: signed({ mn: Number(MEETING), role: "1" }) }, HOST],
    [
      "the mode that the token has",
      { signature: signed({ ...CLAIMS, video_webrtc_mode: 1 }) },
      { ...HOST, video_webrtc_mode: 1 },
    ],
    [
      "for a native SDK",
      { signature: signed({ appKey: "k", iat: 1 }) },
      { ...HOST, mn: undefined, role: undefined },
    ],
    ["another meeting", { expected: { meetingNumber: "999999999", role: 0 } }, undefined],
    ["a number that is none", { signature: signed({ ...CLAIMS, mn: "12" }) }, undefined],
    ["a role that is none", { signature: signed({ ...CLAIMS, role: 5 }) }, undefined],
    ["a role alone", { expected: { role: 1 } }, undefined],
    ["no signature", { signature: "undefined" }, undefined],
  ])("what would be signed: %s", async (_, evidence, claims) => {
    const { wouldSign } = await report(evidence);
    expect(wouldSign?.payload).toEqual(claims);
  });

  test("all secrets are refused at once, by names that people know", async () => {
    const answer = await send(
      ask({
        credentials: { sdkSecret: "x" },
        joinCall: { zak: "y", mySecretOfMine: "z", url: "https://x.example/?pwd=1" },
      }),
    );
    expect([answer.status, codesOf(answer)]).toEqual([400, Array(4).fill("secret-in-request")]);
    expect(JSON.parse(answer.text).errors.map((error: object) => Object.values(error).slice(0, 2))).toEqual([
      ["sdkSecret", "sdkSecret is named like a secret"],
      ["zak", "zak is named like a secret"],
      ["$body", "a key of the body is named like a secret"],
      ["$body", "a link in the body carries a passcode or a token"],
    ]);
    expect(log.at(-1)?.outcome).toBe("request-invalid");
  });
});

const { key, record } = await createApiKey({ id: "shop", meetings: [MEETING], maxRole: 0 });
const KEYS: AppOptions = { ...DEVELOPMENT, access: { kind: "api-keys", keys: [record] } };
matrix("diagnose with API keys", KEYS, (send, { log }) => {
  const with_ = (headers: Record<string, string>, body: string): Sent => ({
    path: "/v1/diagnose",
    headers: { ...json, ...headers },
    body,
  });
  const authorization = `Bearer ${key}`;

  test("strangers learn nothing, not even about their body", async () => {
    for (const body of ["{", "{}", '{"zak":"x"}']) {
      const answer = await send(with_({}, body));
      expect([answer.status, codesOf(answer)]).toEqual([401, ["authentication-required"]]);
      expect(answer.headers["www-authenticate"]).toBe('Bearer realm="countersign"');
    }
  });

  test("a key in a browser is refused", async () => {
    const answer = await send(with_({ authorization, origin: "https://app.example.com" }, "{}"));
    expect(codesOf(answer)).toEqual(["api-key-from-browser"]);
  });

  test("what would be signed stays within the grant; the diagnosis does not depend on it", async () => {
    const host = JSON.parse((await send(with_({ authorization }, JSON.stringify({ signature })))).text);
    expect([Object.keys(host), host.report.outcome]).toEqual([["report"], "ok"]);
    const body = JSON.stringify({ signature, expected: { role: 0 } });
    const guest = JSON.parse((await send(with_({ authorization }, body))).text);
    expect(guest.wouldSign.payload.role).toBe(0);
    expect(log.at(-1)?.caller).toBe("key:shop");
    const native = JSON.stringify({ signature: signed({ appKey: "k", iat: 1 }) });
    expect(Object.keys(JSON.parse((await send(with_({ authorization }, native))).text))).toEqual(["report"]);
  });
});

matrix("diagnose, native switched off", { ...DEVELOPMENT, allowNative: false }, (send) => {
  test("nothing native would be signed", async () => {
    const answer = await send(ask({ signature: signed({ appKey: "k", iat: 1 }) }));
    expect(Object.keys(JSON.parse(answer.text))).toEqual(["report"]);
  });
});
