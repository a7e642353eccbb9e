// For workerd: a Worker that answers any request with the results. Named one by one, so that the bundler leaves the rest.
import { CountersignError, createSigner, inspect, parseMeetingNumber, verify } from "@countersign/core";
import { diagnose } from "@countersign/core/diagnose";
import {
  apiKeys,
  createApiKey,
  createApp,
  createRequestKey,
  memoryNonces,
  memoryState,
  oidc,
  policyFromHook,
  policyFromList,
  session,
  signedRequests,
  signRequest,
} from "@countersign/server";
import { runSuites } from "../suite.ts";
import { appSuite } from "../suites/app.ts";
import { coreSuites } from "../suites/core.ts";
import { outboundSuite } from "../suites/outbound.ts";

const core = { CountersignError, createSigner, inspect, parseMeetingNumber, verify };
const server = {
  apiKeys,
  createApiKey,
  createApp,
  createRequestKey,
  memoryNonces,
  memoryState,
  oidc,
  policyFromHook,
  policyFromList,
  session,
  signedRequests,
  signRequest,
};

export default {
  async fetch(_request: Request, { PEER }: { readonly PEER: string }): Promise<Response> {
    const suites = [
      ...coreSuites({ core, diagnosis: { diagnose }, inPage: false }),
      appSuite(server),
      outboundSuite(server, PEER),
    ];
    return Response.json(await runSuites(suites));
  },
};
