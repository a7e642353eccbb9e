import { createApp } from "@countersign/server";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isSecretName } from "../../src/diagnose/secrets.ts";
import { DEVELOPMENT, MEETING } from "../support.ts";

const app = createApp(DEVELOPMENT);

const segment = fc.oneof(
  fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString("base64url")),
  fc
    .record(
      {
        appKey: fc.string(),
        mn: fc.oneof(fc.constantFrom(MEETING, Number(MEETING), "872 7069 5528"), fc.jsonValue()),
        role: fc.oneof(fc.constantFrom(0, 1, "1"), fc.jsonValue()),
        iat: fc.oneof(fc.integer(), fc.double(), fc.string()),
        exp: fc.oneof(fc.integer(), fc.double(), fc.string()),
        video_webrtc_mode: fc.constantFrom(0, 1, "x"),
      },
      { requiredKeys: [] },
    )
    .map((value) => Buffer.from(JSON.stringify(value)).toString("base64url")),
  fc.string({ maxLength: 20 }),
);
const signature = fc.oneof(
  fc.array(segment, { maxLength: 4 }).map((parts) => parts.join(".")),
  fc.jsonValue(),
);
const evidence = fc.record(
  {
    signature,
    works: signature,
    credentials: fc.oneof(fc.record({ sdkKey: fc.string() }), fc.jsonValue()),
    expected: fc.oneof(
      fc.record({ meetingNumber: fc.constantFrom(MEETING, "1"), role: fc.constantFrom(0, 1, 2) }),
      fc.jsonValue(),
    ),
    client: fc.jsonValue(),
    joinCall: fc.oneof(
      fc.dictionary(fc.constantFrom("signature", "zak", "userName"), signature),
      fc.jsonValue(),
    ),
    error: fc.oneof(
      fc.record({ code: fc.constantFrom(3712, "3000", 0), message: fc.string() }),
      fc.jsonValue(),
    ),
    now: fc.jsonValue(),
    app: fc.jsonValue(),
    meeting: fc.jsonValue(),
    anything: fc.jsonValue(),
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  { weight: 8, arbitrary: evidence.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 100 }) },
);

test("whatever the body: a report, or a refusal that says why", { timeout: 60_000 }, async () => {
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(body, async (text) => {
      const request = new Request("http://localhost/v1/diagnose", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: text,
      });
      const response = await app(request, { remoteAddress: "::1" });
      seen.add(response.status);
      const answer = await response.json();
      if (response.status === 200) {
        expect(["ok", "rejected", "risky", "unproven"]).toContain(answer.report.outcome);
        expect(Object.keys(answer).every((name) => ["report", "wouldSign"].includes(name))).toBe(true);
        const { differences, ...claims } = answer.wouldSign ?? {};
        expect(Object.keys(claims)).toEqual(answer.wouldSign ? ["header", "payload"] : []);
      } else {
        expect([400, 413]).toContain(response.status);
        expect(answer.errors.length).toBeGreaterThan(0);
      }
    }),
    {
      numRuns: 600,
      examples: [["{}"], ['{"zak":1}'], [JSON.stringify({ expected: { meetingNumber: MEETING, role: 1 } })]],
    },
  );
  expect(seen).toContain(200);
  expect(seen).toContain(400);
});

test("any name with one of the words in it is refused, wherever it stands", async () => {
  const words = fc.constantFrom("secret", "Password", "passCode", "Token", "_zak", "_tk_", "Obf", "SECRET");
  const around = fc.string({ unit: fc.constantFrom(..."abXY09-_. "), maxLength: 6 });
  fc.assert(
    fc.property(around, words, around, (before, word, after) => {
      const name = /zak|tk|obf/i.test(word) ? `${before}_${word}_${after}` : `${before}${word}${after}`;
      expect(isSecretName(name)).toBe(true);
    }),
  );
});
