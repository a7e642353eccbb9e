import { expect, test } from "vitest";
import { admission } from "../../src/access/admit.ts";
import {
  type Authentication,
  type AuthenticatorFacts,
  authenticator,
  type Caller,
  type Peer,
} from "../../src/access/caller.ts";
import type { Exchange } from "../../src/http/exchange.ts";
import { ALICE, NOW } from "../facts.ts";

const BOB: Caller = { ...ALICE, id: "key:bob", method: "api-key" };

interface Seen {
  readonly request: Request;
  readonly peer: Peer;
}

/** An authenticator that answers so, and what it was asked. */
function one(answer: Authentication, facts: Partial<AuthenticatorFacts> = {}, seen: Seen[] = []) {
  const all = {
    prefix: "session:",
    tenants: ["default"],
    scopes: ALICE.scopes,
    fromBrowsers: true,
    challenge: "Session",
    ...facts,
  };
  return authenticator(all, (request, peer) => {
    seen.push({ request, peer });
    return answer;
  });
}
const KEYS = { prefix: "key:", fromBrowsers: false, challenge: "Bearer" };

const exchange = (more: Partial<Exchange> = {}): Exchange => ({
  requestId: "r-1",
  remoteAddress: "203.0.113.9",
  originListed: false,
  caller: undefined,
  route: "/",
  outcome: "ok",
  where: undefined,
  ...more,
});
const post = (headers: Record<string, string> = {}, body = "{}"): Request =>
  new Request("https://sign.example/", { method: "POST", headers, body });
const page = { origin: "https://app.example" };

/** The caller, or what is said to who is none. */
async function told(found: Caller | Response): Promise<unknown> {
  if (!(found instanceof Response)) return found;
  const { errors } = (await found.json()) as { readonly errors: readonly { readonly code: string }[] };
  return [found.status, errors[0]?.code, found.headers.get("www-authenticate")];
}

const nobody = (challenge: string) => [401, "authentication-required", challenge];

test.each<[string, ReturnType<typeof one>[], Record<string, string>, unknown]>([
  ["known", [one(ALICE)], {}, ALICE],
  ["known, in a page", [one(ALICE)], page, ALICE],
  ["known to the second", [one(undefined), one(BOB, KEYS)], {}, BOB],
  ["known to both: the first one's", [one(ALICE), one(BOB, KEYS)], {}, ALICE],
  [
    "refused by the first",
    [one("origin-not-allowed"), one(BOB, KEYS)],
    {},
    [403, "origin-not-allowed", null],
  ],
  ["a wrong credential", [one("authentication-required"), one(BOB, KEYS)], {}, nobody("Session, Bearer")],
  ["known to nobody", [one(undefined), one(undefined, KEYS)], {}, nobody("Session, Bearer")],
  [
    "known to nobody, who ask alike",
    [one(undefined, KEYS), one(undefined, { challenge: "Bearer" })],
    {},
    nobody("Bearer"),
  ],
  ["not now", [one("authentication-unavailable")], {}, [503, "authentication-unavailable", null]],
  ["a body that is too large", [one("body-too-large")], {}, [413, "body-too-large", null]],
  ["in a page, where no page may", [one(BOB, KEYS)], page, [403, "api-key-from-browser", null]],
  ["in a page, where some pages may", [one(undefined), one(BOB, KEYS)], page, BOB],
  ["no page, where no page may", [one(BOB, KEYS)], {}, BOB],
])("%s", async (_, authenticators, headers, answer) => {
  const of = exchange();
  const found = await admission(authenticators, () => NOW)(post(headers), of, 100);
  expect(await told(found)).toEqual(answer);
  expect(of.caller).toBe(found instanceof Response ? undefined : found.id);
});

test("in a page, where no page may, nobody is asked", async () => {
  const seen: Seen[] = [];
  await admission([one(BOB, KEYS, seen)], () => NOW)(post(page), exchange(), 100);
  expect(seen).toEqual([]);
});

test("what an authenticator is told: the request, where it comes from, the server's time", async () => {
  const seen: Seen[] = [];
  const request = post();
  await admission([one(ALICE, {}, seen)], () => NOW)(request, exchange({ originListed: true }), 100);
  const [{ request: asked, peer } = { request: undefined, peer: undefined }] = seen;
  expect(asked).toBe(request);
  expect([peer?.remoteAddress, peer?.originListed, peer?.now()]).toEqual(["203.0.113.9", true, NOW]);
});

test.each([
  ["as much as the route reads", 5, "hello"],
  ["a byte more", 4, "body-too-large"],
])("the body is read once, for all of them: %s", async (_, bytesMax, text) => {
  const seen: Seen[] = [];
  const of = exchange();
  const both = [one(undefined, {}, seen), one(BOB, KEYS, seen)];
  await admission(both, () => NOW)(post({}, "hello"), of, bytesMax);
  expect(of.bytes).toBeUndefined();
  const bodies = await Promise.all(seen.flatMap(({ peer }) => [peer.body(), peer.body()]));
  const [first] = bodies;
  expect(first instanceof Uint8Array ? new TextDecoder().decode(first) : first).toBe(text);
  expect(bodies).toEqual(Array(4).fill(first));
  expect(await of.bytes).toBe(first);
});

test("two whose callers could have one name do not start", () => {
  const both = [one(ALICE, KEYS), one(BOB), one(BOB, { ...KEYS, challenge: "Other" })];
  expect(() => admission(both, () => NOW)).toThrow(
    expect.objectContaining({
      name: "StartUpError",
      code: "setting-invalid",
      field: "authenticate",
      message: "two authenticators name their callers key:…",
      help: "Put their keys into one, or give each issuer a name of its own.",
    }) as Error,
  );
});
