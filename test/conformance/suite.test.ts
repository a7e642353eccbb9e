/** The suite passes on the sources, and does not pass on what is broken: a suite that cannot fail shows nothing. */
import * as core from "@countersign/core";
import * as diagnosis from "@countersign/core/diagnose";
import * as server from "@countersign/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Peer, startPeer } from "./peer.ts";
import { runSuites, type Suite, type SuiteResult } from "./suite.ts";
import { appSuite } from "./suites/app.ts";
import { coreSuites } from "./suites/core.ts";
import { outboundSuite } from "./suites/outbound.ts";

const whole = { core, diagnosis, inPage: false };

let peer: Peer;
beforeAll(async () => {
  peer = await startPeer();
});
afterAll(() => peer.close());

/** Which suites found something, and that none came to nothing. */
async function failing(suites: readonly Suite[]): Promise<string[]> {
  const results = await runSuites(suites);
  return results.filter(({ failures }) => failures.length > 0).map(({ suite }) => suite);
}

test("all of it passes on the sources", async () => {
  const results = await runSuites([...coreSuites(whole), appSuite(server), outboundSuite(server, peer.url)]);
  expect(results.flatMap(({ failures }) => failures)).toEqual([]);
  expect(results.map(({ suite, passed }) => [suite, passed > 10])).toEqual(
    ["sign", "verify", "diagnose", "app", "outbound"].map((suite) => [suite, true]),
  );
});

describe("what is broken fails in its own suite", () => {
  test("a signer whose tokens have another byte", async () => {
    const createSigner: typeof core.createSigner = (options) => {
      const signer = core.createSigner(options);
      return {
        ...signer,
        sign(request) {
          const signed = signer.sign(request);
          return { ...signed, signature: `${signed.signature.slice(0, -1)}${signed.role}` };
        },
      };
    };
    expect(await failing(coreSuites({ ...whole, core: { ...core, createSigner } }))).toEqual(["sign"]);
  });

  test("a verifier whose clock stands still", async () => {
    const verify: typeof core.verify = (signature, secrets) =>
      core.verify(signature, secrets, { now: 1_795_500_000 });
    expect(await failing(coreSuites({ ...whole, core: { ...core, verify } }))).toEqual(["verify"]);
  });

  test("a diagnosis that is always content", async () => {
    const diagnose: typeof diagnosis.diagnose = (evidence) => {
      return { ...diagnosis.diagnose(evidence), outcome: "ok", findings: [] };
    };
    expect(await failing(coreSuites({ ...whole, diagnosis: { diagnose } }))).toEqual(["diagnose"]);
  });

  test("an app that says yes to everybody", async () => {
    const createApp: typeof server.createApp = (options) => {
      const app = server.createApp(options);
      return async (request, info) => {
        const { body, headers } = await app(request, info);
        return new Response(body, { headers });
      };
    };
    expect(await failing([appSuite({ ...server, createApp })])).toEqual(["app"]);
  });

  test("a policy by HTTP that follows where it is sent, and waits for ever", async () => {
    const policyFromHook: typeof server.policyFromHook = ({ url }) => {
      return async () => {
        const answer = (await (await fetch(url)).json()) as { meetingNumber: string; maxRole: 0 };
        return { kind: "web", ...answer };
      };
    };
    expect(await failing([outboundSuite({ ...server, policyFromHook }, peer.url)])).toEqual(["outbound"]);
  });

  test("no WebCrypto: the suite cannot begin, and says so", async () => {
    const createApiKey: typeof server.createApiKey = () => Promise.reject(new TypeError("no crypto here"));
    const results = await runSuites([appSuite({ ...server, createApiKey })]);
    const failures = [{ name: "before the first check", why: "TypeError: no crypto here" }];
    expect(results).toEqual<SuiteResult[]>([{ suite: "app", passed: 0, failures }]);
  });

  test("a suite without checks", async () => {
    expect(await failing([{ name: "empty", checks: () => [] }])).toEqual(["empty"]);
  });
});
