import { expect, test, vi } from "vitest";
import type { Caller } from "../../src/access/caller.ts";
import { policyFromHook } from "../../src/access/policy-hook.ts";
import { MEETING } from "../facts.ts";

test("ten thousand answers are remembered: of one more the oldest is forgotten", async () => {
  // As much of a Response as is read. A whole one takes a hundred times as long to make.
  const body = [
    new TextEncoder().encode(JSON.stringify({ allow: true, meetingNumber: MEETING, maxRole: 0 })),
  ];
  let asks = 0;
  vi.stubGlobal("fetch", async () => {
    asks += 1;
    return { status: 200, body };
  });
  const policy = policyFromHook({ url: "https://app.example/", cacheSeconds: 30, monotonic: () => 100 });
  const caller: Omit<Caller, "id"> = {
    method: "oidc",
    tenant: "default",
    scopes: new Set(["join:mint"]),
    claims: {},
  };
  const ask = (one: number) =>
    policy({ ...caller, id: `oidc:school:${one}` }, { kind: "web", meetingNumber: MEETING, role: 0 });
  for (let one = 0; one < 10_000; one += 1) await ask(one);
  await ask(0);
  await ask(9999);
  expect(asks).toBe(10_000);
  await ask(10_000);
  await ask(1);
  expect(asks).toBe(10_001);
  await ask(0);
  expect(asks).toBe(10_002);
  await ask(2);
  await ask(10_000);
  expect(asks).toBe(10_002);
});
