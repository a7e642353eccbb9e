import { type Access, createApiKey, createApp, oidc, policyFromClaims, session } from "@countersign/server";
import { expect, test } from "vitest";
import { CREDENTIALS, MEETING } from "../support.ts";

const ORIGIN = "https://app.school.example";
const { record } = await createApiKey({ meetings: [MEETING] });
const policy = policyFromClaims();
const scopes = ["join:mint"] as const;
const issuer = { issuer: "https://login.school.example", audience: "x", jwks: { keys: [] }, scopes };

test.each<[string, Access, string]>([
  ["tokens of an issuer", { authenticate: oidc(issuer), policy }, "Content-Type, Authorization"],
  [
    "sessions",
    { authenticate: session({ authenticate: () => undefined, scopes }), policy },
    "Content-Type, Authorization",
  ],
  ["API keys, which are for servers", { kind: "api-keys", keys: [record] }, "Content-Type"],
  ["development", { kind: "development", meetings: [MEETING] }, "Content-Type"],
])("what a listed page may send: %s", async (_, access, allowed) => {
  const app = createApp({ credentials: CREDENTIALS, access, corsOrigins: [ORIGIN] });
  const ask = async (origin: string) => {
    const headers = { origin, "access-control-request-method": "POST" };
    return app(new Request("https://sign.school.example/v1/signature", { method: "OPTIONS", headers }));
  };
  const listed = await ask(ORIGIN);
  expect([listed.status, listed.headers.get("access-control-allow-headers")]).toEqual([204, allowed]);
  expect(listed.headers.get("access-control-allow-origin")).toBe(ORIGIN);
  const foreign = await ask("https://evil.example");
  expect([foreign.status, foreign.headers.get("access-control-allow-headers")]).toEqual([403, null]);
});
