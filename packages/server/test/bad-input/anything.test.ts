import { verify } from "@countersign/core";
import { createApp } from "@countersign/server";
import fc from "fast-check";
import { expect, test } from "vitest";
import { CREDENTIALS, DEVELOPMENT, MEETING, NOW } from "../support.ts";

const app = createApp({
  ...DEVELOPMENT,
  access: { kind: "development", meetings: [MEETING] },
  allowNative: false,
});

const spelling = fc.oneof(
  fc.constantFrom("0", "1", '"0"', '"1"', "1.0", "null", "7200", `"${MEETING}"`, MEETING, '"872 7069 5528"'),
  fc.jsonValue().map((value) => JSON.stringify(value)),
);
const name = fc.constantFrom(
  "meetingNumber",
  "role",
  "expirationSeconds",
  "videoWebRtcMode",
  "role ",
  "__proto__",
);
const object = fc
  .array(fc.tuple(name, spelling), { maxLength: 5 })
  .map((members) => `{${members.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(",")}}`);
const body = fc.oneof(
  { weight: 6, arbitrary: object },
  { weight: 2, arbitrary: spelling },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 100 }) },
);

test("whatever the body: a signature within the grant, or a refusal that says why", async () => {
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(body, async (text) => {
      const request = new Request("http://localhost/", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: text,
      });
      const response = await app(request, { remoteAddress: "::1" });
      seen.add(response.status);
      const answer = await response.json();
      if (response.status === 200) {
        const verified = verify(answer.signature, CREDENTIALS.sdkSecret, { now: NOW });
        expect(verified.ok && [verified.payload.mn, verified.payload.role]).toEqual([MEETING, 0]);
      } else {
        expect([400, 403]).toContain(response.status);
        expect(answer.errors.length).toBeGreaterThan(0);
      }
    }),
    {
      numRuns: 1500,
      examples: [[`{"meetingNumber":${MEETING},"role":0}`], [`{"meetingNumber":${MEETING},"role":1}`]],
    },
  );
  expect([...seen].sort()).toEqual([200, 400, 403]);
});
